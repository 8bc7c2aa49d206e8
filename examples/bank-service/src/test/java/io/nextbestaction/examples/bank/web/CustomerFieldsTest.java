// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CustomerFieldsTest {
    @Test
    void the_form_asks_for_every_field_of_a_customer() {
        assertThat(CustomerFields.ALL.stream().map(CustomerField::name))
                .containsExactlyElementsOf(Arrays.stream(BankCustomer.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> !name.equals(CustomerJson.KEY))
                        .toList());
    }

    @Test
    void every_customer_of_the_synthetic_bank_can_be_typed_in() {
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        CustomerJson json = new CustomerJson(mapper);

        for (BankCustomer customer : SyntheticBank.generate(500, 7).customers()) {
            ObjectNode typed = mapper.valueToTree(customer);
            assertThat(json.read(typed)).isEqualTo(customer);
        }
    }

    @Test
    void the_migration_makes_the_tables_of_the_library() throws IOException {
        assertThat(text("/db/migration/V2__audit_and_contacts.sql"))
                .isEqualTo(text("/io/nextbestaction/features/store/schema.sql"));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = CustomerFieldsTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
