// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.List;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What application.yaml cannot say: a number is no text. */
@Configuration(proxyBeanMethods = false)
class JsonConfig {
    @Bean
    Jackson2ObjectMapperBuilderCustomizer numbersAreNoTexts() {
        return builder -> builder.postConfigurer(mapper -> {
            for (CoercionInputShape shape :
                    List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
                mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
            }
        });
    }
}
