// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Turns the accessors of a record class into plain functions, once; what remains at run time are direct calls. */
final class RecordBinding {
    private RecordBinding() {}

    static <R extends Record> RowBinder<R> of(Class<R> type) {
        Schema schema = Schema.of(type);
        AccessorBinder.Collector<R> collector = new AccessorBinder.Collector<>();
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            RecordComponent[] components = type.getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                add(collector, schema.field(i), lookup, components[i]);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "The record " + type.getSimpleName() + " must be readable by nba-core.\n"
                            + "Maybe add \"opens " + type.getPackageName()
                            + " to io.nextbestaction.core;\" to its module-info, or bind fields with RowBinder.of.",
                    e);
        }
        return collector.build();
    }

    private static <R> void add(
            AccessorBinder.Collector<R> collector, Field field, MethodHandles.Lookup lookup, RecordComponent component)
            throws IllegalAccessException {
        MethodHandle accessor = lookup.unreflect(component.getAccessor());
        Class<?> type = component.getType();
        if (type == boolean.class) {
            Predicate<R> reader = function(lookup, accessor, Predicate.class, "test", boolean.class);
            collector.number(field, customer -> reader.test(customer) ? 1 : 0);
        } else if (type.isPrimitive()) {
            collector.number(field, function(lookup, accessor, ToDoubleFunction.class, "applyAsDouble", double.class));
        } else {
            Function<R, Object> reader = function(lookup, accessor, Function.class, "apply", Object.class);
            switch (field.type()) {
                case NUMBER ->
                    collector.number(field, customer -> {
                        Object value = reader.apply(customer);
                        return value == null ? Double.NaN : ((Number) value).doubleValue();
                    });
                case BOOLEAN ->
                    collector.number(field, customer -> {
                        Object value = reader.apply(customer);
                        return value == null ? Double.NaN : (Boolean) value ? 1 : 0;
                    });
                case DATE ->
                    collector.number(field, customer -> {
                        Object value = reader.apply(customer);
                        return value == null ? Double.NaN : ((LocalDate) value).toEpochDay();
                    });
                case CATEGORY ->
                    collector.text(field, customer -> {
                        Object value = reader.apply(customer);
                        return value == null ? null : value instanceof Enum<?> level ? level.name() : (String) value;
                    });
            }
        }
    }

    /** An instance of a functional interface that calls the accessor directly, as a lambda would. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller names the interface it asks for
    private static <F> F function(
            MethodHandles.Lookup lookup, MethodHandle accessor, Class<?> face, String method, Class<?> result)
            throws IllegalAccessException {
        try {
            CallSite site = LambdaMetafactory.metafactory(
                    lookup,
                    method,
                    MethodType.methodType(face),
                    MethodType.methodType(result, Object.class),
                    accessor,
                    MethodType.methodType(
                            result.isPrimitive() ? result : accessor.type().returnType(),
                            accessor.type().parameterType(0)));
            return (F) site.getTarget().invoke();
        } catch (IllegalAccessException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The accessor " + accessor + " must be callable.", e);
        }
    }
}
