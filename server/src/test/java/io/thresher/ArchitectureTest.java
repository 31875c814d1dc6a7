package io.thresher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house that a machine can check, over the main code of every module. When a rule stands in the way of
 * a better design, change the rule here and say why in docs/adr.
 */
@AnalyzeClasses(packages = "io.thresher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    // ---- 1: modules and packages -------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule modules_depend_downwards_only = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("foundation")
            .definedBy("io.thresher.error..", "io.thresher.config..", "io.thresher.memory..", "io.thresher.batch..")
            .layer("storage")
            .definedBy("io.thresher.storage..")
            .layer("execution")
            .definedBy("io.thresher.execution..")
            .layer("planner")
            .definedBy("io.thresher.parser..", "io.thresher.planner..")
            .layer("server")
            .definedBy("io.thresher.server..")
            .layer("driver")
            .definedBy("io.thresher.jdbc..")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer()
            // The shell speaks JDBC, and asks the driver for more than JDBC has: how far a statement is.
            .whereLayer("driver")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("driver")
            .mayNotAccessAnyLayer()
            .whereLayer("planner")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("execution")
            .mayOnlyBeAccessedByLayers("planner", "server")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("execution", "planner", "server");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.thresher.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    // ---- 2 and 3: where libraries live -------------------------------------------------------------------------

    @ArchTest
    static final ArchRule calcite_stays_in_the_planner = only("io.thresher.parser..", "io.thresher.planner..")
            .mayUse(resideInAPackage("org.apache.calcite..")
                    .and(not(resideInAPackage("org.apache.calcite.avatica.."))));

    @ArchTest
    static final ArchRule avatica_stays_at_the_wire = only(
                    "io.thresher.server.avatica..",
                    "io.thresher.server.netty..",
                    "io.thresher.jdbc..",
                    // Calcite's own API speaks of Avatica's types.
                    "io.thresher.parser..",
                    "io.thresher.planner..")
            .mayUse("org.apache.calcite.avatica..");

    @ArchTest
    static final ArchRule netty_stays_in_its_package =
            only("io.thresher.server.netty..").mayUse("io.netty..");

    @ArchTest
    static final ArchRule object_store_client_stays_in_its_package =
            only("io.thresher.storage.file.s3..").mayUse("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule hive_stays_in_its_package =
            only("io.thresher.storage.catalog.hive..").mayUse("org.apache.hadoop.hive..", "org.apache.thrift..");

    @ArchTest
    static final ArchRule codecs_stay_in_their_package = only(
                    "io.thresher.storage.parquet.compression..",
                    // Streams of whole text files, where Parquet decompresses pages.
                    "io.thresher.storage.text..")
            .mayUse("com.github.luben.zstd..", "org.xerial.snappy..", "io.airlift.compress..");

    @ArchTest
    static final ArchRule shell_libraries_stay_in_the_shell =
            only("io.thresher.server.shell..", "io.thresher.server").mayUse("picocli..", "org.jline..");

    // The command line knows the benchmarks, which must run without one.
    @ArchTest
    static final ArchRule benchmarks_know_no_shell = noClasses()
            .that()
            .resideInAPackage("io.thresher.server.benchmark..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.thresher.server.shell..");

    // Workers run in the processes of other engines, whose class path has the server's own jar only.
    @ArchTest
    static final ArchRule workers_need_no_library = classes()
            .that()
            .resideInAPackage("io.thresher.server.benchmark.worker..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.thresher.server.benchmark.worker..", "org.jspecify.annotations..");

    // ---- 4: raw memory -----------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule unsafe_stays_in_one_package =
            only("io.thresher.memory..").mayUse("sun.misc..", "jdk.internal..");

    @ArchTest
    static final ArchRule raw_memory_libraries_stay_in_hot_packages = only(
                    "io.thresher.memory..",
                    "io.thresher.batch..",
                    "io.thresher.storage.parquet.decoding..",
                    "io.thresher.execution.kernel..")
            .mayUse(resideInAnyPackage("java.lang.foreign..", "jdk.incubator.vector..")
                    .or(named("java.lang.invoke.VarHandle"))
                    .or(named("org.apache.arrow.memory.util.MemoryUtil")));

    // ---- 5: plans and expressions ------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule plans_and_expressions_are_values = classes()
            .that()
            .resideInAnyPackage("io.thresher.execution.plan", "io.thresher.execution.expression")
            .and()
            .areTopLevelClasses()
            .and(not(simpleNameEndingWith("package-info")))
            .and(not(simpleNameEndingWith("Visitor")))
            .and(not(simpleNameEndingWith("Evaluator")))
            .and(not(simpleNameEndingWith("Context")))
            .and(not(simpleNameEndingWith("Printer")))
            .should(beRecordSealedInterfaceOrEnum())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule plans_know_no_operators = noClasses()
            .that()
            .resideInAnyPackage("io.thresher.execution.plan", "io.thresher.execution.expression")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.thresher.execution.operator..")
            .allowEmptyShould(true);

    // ---- 6: names ----------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule operators_implement_an_operator_interface = classes()
            .that()
            .resideInAPackage("io.thresher.execution..")
            .and()
            .resideOutsideOfPackage("io.thresher.execution.expression..")
            .and()
            .haveSimpleNameEndingWith("Operator")
            .should(beAssignableToOneOf(
                    "io.thresher.execution.operator.SourceOperator",
                    "io.thresher.execution.operator.StreamingOperator",
                    "io.thresher.execution.operator.SinkOperator"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nodes_are_plan_nodes = classes()
            .that()
            .resideInAPackage("io.thresher.execution..")
            .and()
            .haveSimpleNameEndingWith("Node")
            .should(beAssignableToOneOf("io.thresher.execution.plan.PlanNode"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule decoders_are_in_the_decoding_package = classes()
            .that()
            .resideInAPackage("io.thresher.storage.parquet..")
            .and()
            .haveSimpleNameEndingWith("Decoder")
            .should()
            .resideInAPackage("io.thresher.storage.parquet.decoding..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule names_say_something = classes()
            .that(not(nameHasAReason()))
            .should(notEndInAnyOf("Util", "Utils", "Helper", "Helpers", "Common", "Impl", "Manager"));

    // ---- 7 and 8: errors ---------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule there_is_one_exception_class = classes()
            .that()
            .areAssignableTo(Throwable.class)
            .should()
            .be(EngineException.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobody_throws_a_bare_exception = noClasses()
            .should()
            .callConstructorWhere(constructs(RuntimeException.class, Exception.class, Throwable.class, Error.class))
            .because(
                    "a failure is an EngineException, a bug in one module an IllegalStateException or -ArgumentException");

    @ArchTest
    static void every_error_code_has_an_sql_state_and_is_used(JavaClasses classes) {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(code.sqlState()).as("SQLSTATE of %s", code).matches("[0-9A-Z]{5}");
        }
        Set<String> unused = classes.get(ErrorCode.class).getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.ENUM))
                .filter(field -> field.getAccessesToSelf().stream()
                        .allMatch(access -> access.getOriginOwner().isEquivalentTo(ErrorCode.class)))
                .map(JavaField::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unused).as("codes whose use is still to come").isEqualTo(codesOfLaterFeatures());
    }

    // ---- 9: packages and functions -----------------------------------------------------------------------------

    @ArchTest
    static void every_package_says_what_it_is_for_and_is_null_marked(JavaClasses classes) {
        Set<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked)
                .as("packages without @NullMarked in a package-info.java")
                .isEmpty();
    }

    @ArchTest
    static final ArchRule every_function_is_registered = classes()
            .that()
            .resideInAnyPackage("io.thresher.execution.function.scalar", "io.thresher.execution.function.aggregate")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and(not(simpleNameEndingWith("package-info")))
            // The lists themselves: what makes the registry cannot be in it.
            .and(not(simpleName("ScalarFunctions")))
            .and(not(simpleName("AggregateFunctions")))
            .should(beUsedByAnotherClassOf("io.thresher.execution.function"))
            .allowEmptyShould(true);

    // ---- 10: state ---------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule static_fields_are_final =
            fields().that().areStatic().and(areWritten()).should().beFinal().allowEmptyShould(true);

    // AtomicInteger and AtomicLong are missing from the list: counters make thread names and dictionary ids unique.
    @ArchTest
    static final ArchRule static_fields_hold_no_state = fields().that()
            .areStatic()
            .and(areWritten())
            .should(notHaveRawTypeIn(
                    "java.lang.ThreadLocal",
                    "java.util.ArrayList",
                    "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentMap",
                    "java.util.concurrent.atomic.AtomicBoolean",
                    "java.util.concurrent.atomic.AtomicReference",
                    "java.util.concurrent.atomic.LongAdder"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule settings_are_read_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.thresher.config..",
                    // Programs: they find the terminal, the home folder and the JVM they run on.
                    "io.thresher.server.shell..",
                    "io.thresher.server.benchmark..")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "System.getProperty or System.getenv",
                    call -> call.getTargetOwner().isEquivalentTo(System.class)
                            && Set.of("getProperty", "getenv").contains(call.getName())))
            .allowEmptyShould(true);

    /** Codes of features that later versions bring. Take a code out once something throws it. */
    private static Set<String> codesOfLaterFeatures() {
        return Set.of("CATALOG_NOT_FOUND", "READ_ONLY", "SPILL_SPACE_EXHAUSTED");
    }

    private static DescribedPredicate<JavaClass> nameHasAReason() {
        return DescribedPredicate.describe(
                "listed here with a reason",
                type -> Set.of(
                                // The word of the trade for what admits and tracks queries.
                                "io.thresher.server.query.QueryManager",
                                // Extends Arrow's AllocationManager and is what Arrow's documentation calls it.
                                "io.thresher.memory.SlabAllocationManager")
                        .contains(type.getFullName()));
    }

    private record UsedOnlyIn(List<String> packages) {
        ArchRule mayUse(String... libraries) {
            return mayUse(resideInAnyPackage(libraries));
        }

        ArchRule mayUse(DescribedPredicate<JavaClass> library) {
            return noClasses()
                    .that(resideInAPackage("io.thresher..")
                            .and(not(resideInAnyPackage(packages.toArray(String[]::new)))))
                    .should()
                    .dependOnClassesThat(library)
                    .allowEmptyShould(true);
        }
    }

    private static UsedOnlyIn only(String... packages) {
        return new UsedOnlyIn(List.of(packages));
    }

    private static DescribedPredicate<JavaClass> named(String fullName) {
        return DescribedPredicate.describe(
                "is " + fullName, type -> type.getFullName().equals(fullName));
    }

    private static DescribedPredicate<JavaConstructorCall> constructs(Class<?>... types) {
        // super(...) in our own exception class is a constructor call too
        return DescribedPredicate.describe(
                "a bare exception",
                call -> Arrays.stream(types).anyMatch(call.getTargetOwner()::isEquivalentTo)
                        && !call.getOriginOwner().isAssignableTo(Throwable.class));
    }

    /** Fields people wrote: not the compiler's own, such as the arrays behind a switch over an enum. */
    private static DescribedPredicate<JavaField> areWritten() {
        return DescribedPredicate.describe(
                "are written by people",
                field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !field.getName().contains("$"));
    }

    private static ArchCondition<JavaClass> beRecordSealedInterfaceOrEnum() {
        return condition(
                "be a record, a sealed interface or an enum",
                type -> type.isRecord()
                        || type.isEnum()
                        || (type.isInterface() && type.reflect().isSealed()));
    }

    private static ArchCondition<JavaClass> beAssignableToOneOf(String... types) {
        return condition(
                "implement one of " + List.of(types),
                type -> Arrays.stream(types).anyMatch(name -> type.isAssignableTo(name)));
    }

    private static ArchCondition<JavaClass> notEndInAnyOf(String... suffixes) {
        return condition(
                "not end in one of " + List.of(suffixes),
                type -> Arrays.stream(suffixes).noneMatch(type.getSimpleName()::endsWith));
    }

    private static ArchCondition<JavaClass> beUsedByAnotherClassOf(String folder) {
        return condition(
                "be used by another class of " + folder,
                type -> type.getDirectDependenciesToSelf().stream()
                        .map(dependency -> dependency.getOriginClass())
                        .anyMatch(user ->
                                !user.equals(type) && user.getPackageName().startsWith(folder)));
    }

    private static ArchCondition<JavaField> notHaveRawTypeIn(String... types) {
        return new ArchCondition<>("not be of a type that changes") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean fits = !List.of(types).contains(field.getRawType().getFullName());
                events.add(new SimpleConditionEvent(
                        field,
                        fits,
                        field.getFullName() + " is a " + field.getRawType().getName()));
            }
        };
    }

    private static ArchCondition<JavaClass> condition(String description, Predicate<JavaClass> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean fits = holds.test(type);
                events.add(new SimpleConditionEvent(
                        type, fits, type.getFullName() + (fits ? " does " : " does not ") + description));
            }
        };
    }
}
