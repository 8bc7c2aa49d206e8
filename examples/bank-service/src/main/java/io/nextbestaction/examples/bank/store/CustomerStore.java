// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.store;

import io.nextbestaction.features.synthetic.BankCustomer;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The bank's customers; the columns are the record's components in snake case. */
@Repository
public class CustomerStore {
    private static final List<RecordComponent> FIELDS = List.of(BankCustomer.class.getRecordComponents());
    private static final String COLUMNS = FIELDS.stream()
            .map(field -> JdbcUtils.convertPropertyNameToUnderscoreName(field.getName()))
            .collect(Collectors.joining(", "));
    private static final String INSERT =
            "insert into customer (" + COLUMNS + ") values (" + "?, ".repeat(FIELDS.size() - 1) + "?)";

    private final JdbcClient database;
    private final JdbcTemplate batches;

    /** A store in a database. */
    public CustomerStore(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    /** The customer with a key. */
    public Optional<BankCustomer> find(String customerId) {
        return database.sql("select " + COLUMNS + " from customer where customer_id = ?")
                .param(customerId)
                .query(CustomerStore::customer)
                .optional();
    }

    /**
     * The first customers in order of their keys of whom every word of a query is the start of the key, the region or the
     * occupation.
     */
    public List<BankCustomer> search(String query, int limit) {
        List<String> words = Arrays.stream(
                        query.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        String where = words.stream()
                .map(word -> "(lower(customer_id) like ? escape '!' or region like ? escape '!'"
                        + " or occupation like ? escape '!')")
                .collect(Collectors.joining(" and "));
        List<Object> parameters = new ArrayList<>();
        for (String word : words) {
            String start = word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
            parameters.addAll(List.of(start, start, start));
        }
        parameters.add(limit);
        return database.sql("select " + COLUMNS + " from customer" + (where.isEmpty() ? "" : " where " + where)
                        + " order by customer_id fetch first ? rows only")
                .params(parameters)
                .query(CustomerStore::customer)
                .list();
    }

    /** Whether there is nobody. */
    public boolean isEmpty() {
        return database.sql("select customer_id from customer fetch first 1 rows only")
                .query()
                .listOfRows()
                .isEmpty();
    }

    /** Keeps customers, all or none. */
    @Transactional
    public void add(List<BankCustomer> customers) {
        batches.batchUpdate(
                INSERT, customers.stream().map(CustomerStore::values).toList());
    }

    /** By position: a look-up by name first tries one no column has, which costs the driver an exception each. */
    private static BankCustomer customer(ResultSet row, int number) throws SQLException {
        @Nullable Object[] values = new Object[FIELDS.size()];
        Class<?>[] types = new Class<?>[values.length];
        for (int i = 0; i < values.length; i++) {
            types[i] = FIELDS.get(i).getType();
            values[i] = JdbcUtils.getResultSetValue(row, i + 1, types[i]);
        }
        try {
            return BankCustomer.class.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record's constructor is public", e);
        }
    }

    private static @Nullable Object[] values(BankCustomer customer) {
        @Nullable Object[] values = new Object[FIELDS.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = FIELDS.get(i).getAccessor().invoke(customer);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("a record's accessors are public", e);
            }
        }
        return values;
    }
}
