// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.audit.AuditException;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.live.LiveEngine;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as problem details (RFC 9457): what, the rule, and on the next line the fix; never a customer's value. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final LiveEngine<BankCustomer> live;

    Problems(LiveEngine<BankCustomer> live) {
        this.live = live;
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidRequestException e) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                e.problems().stream()
                        .map(field -> "\"" + field.field() + "\" " + field.rule())
                        .collect(Collectors.joining("; ")));
        problem.setProperty("errors", e.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFoundException e) {
        return problem(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail refused(ArtifactException e) {
        return kept(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail refused(CatalogException e) {
        return kept(String.valueOf(e.getMessage()));
    }

    private ProblemDetail kept(String because) {
        ProblemDetail problem =
                problem(HttpStatus.UNPROCESSABLE_ENTITY, "Refused; the engine in service stays. " + because);
        problem.setProperty("engine", live.engine().id());
        return problem;
    }

    /** The database is away: nothing was acknowledged, so asking again is safe. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class, AuditException.class})
    ResponseEntity<ProblemDetail> unavailable(RuntimeException e) {
        LOG.warn("The store did not answer: {}", e.getClass().getSimpleName());
        LOG.debug("The store did not answer", e);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The store must answer before a decision is given.\nMaybe try again in some seconds."));
    }

    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException e) {
        LOG.error("A request failed", e);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed; its log tells more.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, problem(HttpStatus.BAD_REQUEST, unreadable(e.getCause())), headers, status, request);
    }

    /** Jackson's own message may quote the body, so that only the place and the rule are told. */
    private static String unreadable(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "The field \"" + path(unknown) + "\" must be one the service knows.\nMaybe one of "
                    + unknown.getKnownPropertyIds() + ".";
        }
        if (cause instanceof JsonMappingException
                && cause.getCause() instanceof JsonProcessingException inner
                && !(inner instanceof JsonMappingException)) {
            return unreadable(inner);
        }
        if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            Class<?> type = mapping instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
            return "The field \"" + path(mapping) + "\" " + JsonRule.of(type) + ".\nMaybe see /api/v1/openapi.";
        }
        if (cause instanceof JsonProcessingException syntax) {
            JsonLocation at = syntax.getLocation();
            return "The body must be JSON"
                    + (at == null ? "" : ", and is not at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    + ".\nMaybe a quote or a bracket is missing.";
        }
        return "The body must be a JSON object.\nMaybe see /api/v1/openapi.";
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.length() <= 60 ? path : path.substring(0, 60) + "…";
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }
}
