package org.jsersync.daemon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jsersync.daemon.mirror.PathListener;

/** What the daemon may use; docs/architecture.md draws the same arrows. */
@AnalyzeClasses(
    packages = "org.jsersync.daemon",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String BASE = "org.jsersync.daemon";

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage(BASE + "..")
          .layer("jsersync")
          .definedBy(BASE + ".cli")
          .layer("jrsync")
          .definedBy(BASE + ".cli.rsync")
          .layer("config")
          .definedBy(BASE + ".config")
          .layer("mirror")
          .definedBy(BASE + ".mirror")
          .layer("plugin")
          .definedBy(BASE + ".plugin")
          .layer("service")
          .definedBy(BASE + ".service")
          .layer("faillog")
          .definedBy(BASE + ".faillog")
          .layer("schedule")
          .definedBy(BASE + ".schedule")
          .whereLayer("jsersync")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("jrsync")
          .mayOnlyBeAccessedByLayers("jsersync")
          .whereLayer("plugin")
          .mayOnlyBeAccessedByLayers("jsersync")
          .whereLayer("mirror")
          .mayOnlyBeAccessedByLayers("jsersync", "faillog", "plugin")
          .whereLayer("faillog")
          .mayOnlyBeAccessedByLayers("jsersync")
          .whereLayer("schedule")
          .mayOnlyBeAccessedByLayers("config", "mirror", "faillog")
          .whereLayer("service")
          .mayOnlyBeAccessedByLayers("jsersync")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("jsersync", "jrsync", "plugin");

  /** What changed, and nothing of remotes. */
  @ArchTest
  static final ArchRule PLUGINS_HEAR_OF_NAMES_ONLY =
      noClasses()
          .that()
          .resideInAPackage(BASE + ".plugin")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(BASE + ".mirror", "org.jsersync.protocol")
                  .and(not(belongToAnyOf(PathListener.class, ChangedPath.class))));

  @ArchTest
  static final ArchRule ONLY_PLUGINS_HAVE_SOCKETS =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".plugin")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..");

  /** Programs are started there, by nothing but the library's one place for it. */
  @ArchTest
  static final ArchRule ONLY_PLUGINS_AND_SERVICE_START_PROGRAMS =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + ".plugin", BASE + ".service")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jsersync.protocol.child..");

  @ArchTest
  static final ArchRule NAMES_ARE_BYTES_TO_PROGRAMS =
      noClasses().should().dependOnClassesThat().belongToAnyOf(ProcessBuilder.class);

  /** Of the protocol the client, files, filters and children. */
  @ArchTest
  static final ArchRule KNOWS_NOTHING_OF_THE_WIRE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.jsersync.protocol.checksum..",
              "org.jsersync.protocol.flist..",
              "org.jsersync.protocol.sender..",
              "org.jsersync.protocol.session..",
              "org.jsersync.protocol.token..",
              "org.jsersync.protocol.wire..");

  @ArchTest
  static final ArchRule ONLY_COMMANDS_EXIT =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule NOTHING_SLEEPS =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
