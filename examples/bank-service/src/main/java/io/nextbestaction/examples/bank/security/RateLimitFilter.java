// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away who asks too often: each key by itself, and without a key each address. */
final class RateLimitFilter extends OncePerRequestFilter {
    private final TokenBuckets buckets;
    private final ProblemWriter problems;

    RateLimitFilter(TokenBuckets buckets, ProblemWriter problems) {
        this.buckets = buckets;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/health");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal caller = request.getUserPrincipal();
        if (buckets.take(caller == null ? request.getRemoteAddr() : caller.getName())) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", "1");
            problems.write(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many requests in a short time.\nMaybe wait a second, or decide in batches.");
        }
    }
}
