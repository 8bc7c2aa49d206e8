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
import org.jspecify.annotations.Nullable;

/** Turns the accessors of a record class into plain functions, once; what remains at run time are direct calls. */
final class RecordBinding {
    private RecordBinding() {}

    static <R extends Record> RowBinder<R> of(Class<R> type) {
        Schema schema = Schema.of(type);
        AccessorBinder.Collector<R> collector = new AccessorBinder.Collector<>();
        // A record's module knows core, not the other way round: reading it must be added before looking in.
        RecordBinding.class.getModule().addReads(type.getModule());
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

    /**
     * An instance of a functional interface that calls the accessor: directly, as a lambda would, where the record's
     * module is core's own or both are on the class path; else, since no lambda can be spun into a foreign module,
     * through its handle.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller names the interface it asks for
    private static <F> F function(
            MethodHandles.Lookup lookup, MethodHandle accessor, Class<?> face, String method, Class<?> result)
            throws IllegalAccessException {
        if (!lookup.hasFullPrivilegeAccess()) {
            return (F) calling(accessor.asType(MethodType.methodType(result, Object.class)));
        }
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

    /** The functional interface that fits a handle from Object to boolean, double or Object; calls do not box. */
    private static Object calling(MethodHandle handle) {
        Class<?> result = handle.type().returnType();
        if (result == boolean.class) {
            return (Predicate<Object>) customer -> {
                try {
                    return (boolean) handle.invokeExact(customer);
                } catch (Throwable e) {
                    throw unchecked(e);
                }
            };
        }
        if (result == double.class) {
            return (ToDoubleFunction<Object>) customer -> {
                try {
                    return (double) handle.invokeExact(customer);
                } catch (Throwable e) {
                    throw unchecked(e);
                }
            };
        }
        return (Function<Object, @Nullable Object>) customer -> {
            try {
                return (@Nullable Object) handle.invokeExact(customer);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        };
    }

    /** What an accessor threw: never a checked exception, since a record's accessor may declare none. */
    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }
}
