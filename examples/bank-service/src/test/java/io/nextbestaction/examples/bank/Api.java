// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service under test. */
final class Api {
    static final String DECIDE = "decide-in-tests-only";
    static final String ADMINISTER = "administer-in-tests-only";
    private static final ObjectMapper JSON = new ObjectMapper();

    final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;

    Api(int port) {
        this.url = "http://localhost:" + port;
    }

    record Answer(int status, String type, String text, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }

        String detail() {
            return json().path("detail").asText();
        }
    }

    String url() {
        return url;
    }

    HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        return key.isEmpty() ? request : request.header("X-API-Key", key);
    }

    Answer get(String path) throws Exception {
        return get(path, DECIDE);
    }

    Answer get(String path, String key) throws Exception {
        return send(request(path, key).GET().build());
    }

    Answer post(String path, String body) throws Exception {
        return post(path, body, DECIDE);
    }

    Answer post(String path, String body, String key) throws Exception {
        return post(path, BodyPublishers.ofString(body), key);
    }

    Answer post(String path, HttpRequest.BodyPublisher body, String key) throws Exception {
        return send(request(path, key)
                .header("Content-Type", "application/json")
                .POST(body)
                .build());
    }

    Answer put(String path, String body, String key) throws Exception {
        return send(request(path, key)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    private Answer send(HttpRequest request) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body(),
                response);
    }

    Answer decide(String customerId) throws Exception {
        return post("/api/v1/decisions", "{\"customerId\":\"" + customerId + "\"}");
    }
}
