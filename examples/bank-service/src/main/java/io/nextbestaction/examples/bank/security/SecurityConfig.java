// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.security;

import io.nextbestaction.examples.bank.BankProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Which role may do what; everything not named here is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {
    // A 401 needs a challenge (RFC 9110); a scheme no browser knows opens no window for a password.
    private static final String CHALLENGE = "ApiKey header=\"X-API-Key\"";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain chain(HttpSecurity http, BankProperties properties, ProblemWriter problems) throws Exception {
        ApiKeys keys = new ApiKeys(properties.keys());
        TokenBuckets buckets = new TokenBuckets(
                properties.limits().requestsPerSecond(), properties.limits().burst(), System::nanoTime);
        return http
                // Keys come in a header no browser adds by itself, so there is nothing to forge.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(new ApiKeyFilter(keys), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new RateLimitFilter(buckets, problems), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers("/api/v1/openapi", "/api/v1/openapi/**")
                                .permitAll()
                                .requestMatchers("/actuator/health/**")
                                .permitAll()
                                .requestMatchers("/actuator/**")
                                .hasRole(Role.ADMINISTER.name())
                                .requestMatchers(HttpMethod.GET, "/api/v1/artifact", "/api/v1/catalog")
                                .authenticated()
                                .requestMatchers("/api/v1/artifact/**", "/api/v1/catalog", "/api/v1/outcomes/summary")
                                .hasRole(Role.ADMINISTER.name())
                                .requestMatchers("/api/**")
                                .hasRole(Role.DECIDE.name())
                                .requestMatchers(HttpMethod.GET, "/", "/index.html", "/*.js", "/*.css", "/*.svg")
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, e) -> {
                            response.setHeader("WWW-Authenticate", CHALLENGE);
                            problems.write(
                                    response,
                                    HttpStatus.UNAUTHORIZED,
                                    "The request must come with a known key.\nMaybe add the header X-API-Key.");
                        })
                        .accessDeniedHandler((request, response, e) -> problems.write(
                                response,
                                HttpStatus.FORBIDDEN,
                                "The key must have the role this needs.\nMaybe use a key of bank.keys.decide to decide, one of"
                                        + " bank.keys.administer to administer.")))
                .build();
    }

    /** Before anything else, since it costs nothing. */
    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(BankProperties properties, ProblemWriter problems) {
        FilterRegistrationBean<BodyLimitFilter> registration = new FilterRegistrationBean<>(
                new BodyLimitFilter(properties.limits().bodyBytes(), problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
