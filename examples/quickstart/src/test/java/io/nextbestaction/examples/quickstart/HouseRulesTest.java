// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house, over every module at once. */
@AnalyzeClasses(packages = "io.nextbestaction", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String FEATURES = "io.nextbestaction.features..";
    private static final String MODELS = "io.nextbestaction.models..";
    private static final String EXPLAIN = "io.nextbestaction.explain..";
    private static final String MICROMETER = "io.nextbestaction.micrometer..";
    private static final String EXAMPLES = "io.nextbestaction.examples..";
    private static final DescribedPredicate<JavaClass> LIBRARY =
            resideInAPackage("io.nextbestaction..").and(not(resideInAPackage(EXAMPLES)));

    private static final DescribedPredicate<AccessTarget> NEW_THREAD = describe(
            "a constructor of a thread",
            target -> target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                    && target.getOwner().isAssignableTo(Thread.class));

    private static final DescribedPredicate<AccessTarget> PARALLEL = describe(
            "a parallel stream or array operation",
            target -> target.getName().startsWith("parallel")
                    && target.getOwner().getPackageName().startsWith("java.util"));

    private static final DescribedPredicate<AccessTarget> ASYNC_WITHOUT_EXECUTOR = describe(
            "an asynchronous step without an executor",
            target -> target.getName().endsWith("Async")
                    && target.getOwner().isAssignableTo(CompletionStage.class)
                    && target instanceof CodeUnitAccessTarget method
                    && method.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Executor.class)));

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_OTHER_MODULE = noClasses()
            .that(LIBRARY.and(not(resideInAnyPackage(FEATURES, MODELS, EXPLAIN, MICROMETER))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES, MODELS, EXPLAIN, MICROMETER, EXAMPLES);

    @ArchTest
    static final ArchRule FEATURES_KNOWS_ONLY_CORE = noClasses()
            .that()
            .resideInAPackage(FEATURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODELS, EXPLAIN, MICROMETER, EXAMPLES);

    @ArchTest
    static final ArchRule EXPLAIN_KNOWS_ONLY_CORE = noClasses()
            .that()
            .resideInAPackage(EXPLAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODELS, FEATURES, MICROMETER, EXAMPLES);

    @ArchTest
    static final ArchRule MODELS_KNOWS_ONLY_CORE = noClasses()
            .that()
            .resideInAPackage(MODELS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES, EXPLAIN, MICROMETER, EXAMPLES);

    @ArchTest
    static final ArchRule MICROMETER_KNOWS_ONLY_CORE = noClasses()
            .that()
            .resideInAPackage(MICROMETER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES, MODELS, EXPLAIN, EXAMPLES);

    @ArchTest
    static final ArchRule ONLY_CORE_LOOKS_INTO_ITS_INTERNALS = noClasses()
            .that()
            .resideInAnyPackage(FEATURES, MODELS, EXPLAIN, MICROMETER, EXAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nextbestaction.internal..");

    @ArchTest
    static final ArchRule TRIBUO_STAYS_IN_ITS_ROOM = noClasses()
            .that(LIBRARY.and(not(resideInAPackage("io.nextbestaction.models.tribuo.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tribuo..", "ml.dmlc..", "com.oracle..");

    @ArchTest
    static final ArchRule JACKSON_STAYS_INTERNAL = noClasses()
            .that(LIBRARY.and(not(resideInAPackage("..internal.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    /** Besides it only the bank-service example, which is on another class path, sees Micrometer. */
    @ArchTest
    static final ArchRule MICROMETER_STAYS_IN_ITS_MODULE = noClasses()
            .that(not(resideInAPackage(MICROMETER)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.nextbestaction.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_PUBLIC_SHOWS_A_THIRD_PARTY_TYPE = classes()
            .that(LIBRARY.and(not(resideInAnyPackage("..internal..", "io.nextbestaction.models.tribuo..", MICROMETER))))
            .and()
            .arePublic()
            .should(showOnlyOwnTypes());

    @ArchTest
    static final ArchRule NO_THREAD_LOCALS =
            noClasses().that(LIBRARY).should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule NO_JAVA_SERIALIZATION = noClasses()
            .that(LIBRARY)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class);

    @ArchTest
    static final ArchRule NO_STATIC_MUTABLE_STATE = noFields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(LIBRARY)
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .notBeFinal();

    @ArchTest
    static final ArchRule NO_THREADS_OF_OUR_OWN = noClasses()
            .that(LIBRARY)
            .should()
            .accessTargetWhere(target(NEW_THREAD))
            .orShould()
            .beAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors");

    @ArchTest
    static final ArchRule NO_WORK_ON_THE_COMMON_POOL = noClasses()
            .that(LIBRARY)
            .should()
            .accessTargetWhere(target(PARALLEL))
            .orShould()
            .accessTargetWhere(target(ASYNC_WITHOUT_EXECUTOR));

    @Test
    void no_package_is_split_over_modules() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.nextbestaction");
        Map<String, String> home = new HashMap<>();
        for (JavaClass type : all) {
            String uri = type.getSource().orElseThrow().getUri().toString();
            String module = Stream.of(
                            "nba-core",
                            "nba-features",
                            "nba-models",
                            "nba-explain",
                            "nba-micrometer",
                            "examples/support",
                            "quickstart")
                    .filter(uri::contains)
                    .reduce((first, last) -> last)
                    .orElseThrow();
            String earlier = home.putIfAbsent(type.getPackageName(), module);
            assertThat(earlier == null || earlier.equals(module))
                    .as("package %s in %s and %s", type.getPackageName(), earlier, module)
                    .isTrue();
        }
        assertThat(home).containsValues("nba-core", "nba-features", "nba-models", "nba-explain", "nba-micrometer");
    }

    private static ArchCondition<JavaClass> showOnlyOwnTypes() {
        return new ArchCondition<>("show only types of the JDK and of this library") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaMember member : type.getMembers()) {
                    if (isShown(member)) {
                        shownTypes(member)
                                .flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
                                .map(JavaClass::getBaseComponentType)
                                .filter(HouseRulesTest::isForeign)
                                .forEach(foreign -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " shows " + foreign.getName())));
                    }
                }
            }
        };
    }

    private static boolean isShown(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    /** The type of a field; what a method or constructor takes, returns and declares to throw. */
    private static Stream<JavaType> shownTypes(JavaMember member) {
        if (member instanceof JavaCodeUnit code) {
            return Stream.of(
                            Stream.of(code.getReturnType()),
                            code.getParameterTypes().stream(),
                            code.getExceptionTypes().stream())
                    .flatMap(types -> types);
        }
        return Stream.of(((JavaField) member).getType());
    }

    private static boolean isForeign(JavaClass type) {
        return !type.isPrimitive()
                && !type.getPackageName().startsWith("java")
                && !type.getPackageName().startsWith("io.nextbestaction");
    }
}
