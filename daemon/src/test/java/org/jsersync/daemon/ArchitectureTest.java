package org.jsersync.daemon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
          .whereLayer("jsersync")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("jrsync")
          .mayOnlyBeAccessedByLayers("jsersync")
          .whereLayer("mirror")
          .mayOnlyBeAccessedByLayers("jsersync")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("jsersync", "jrsync");

  /** Of the protocol the client, files and filters. */
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
              "org.jsersync.protocol.wire..",
              "io.netty..");

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
