package org.jsersync.watcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The watcher knows files and nothing of rsync; docs/architecture.md says so. */
@AnalyzeClasses(
    packages = "org.jsersync.watcher",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_FILES_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.jsersync.protocol",
              "org.jsersync.protocol.checksum..",
              "org.jsersync.protocol.child..",
              "org.jsersync.protocol.filter..",
              "org.jsersync.protocol.flist..",
              "org.jsersync.protocol.sender..",
              "org.jsersync.protocol.session..",
              "org.jsersync.protocol.token..",
              "org.jsersync.protocol.wire..");

  @ArchTest
  static final ArchRule A_LIBRARY_NEITHER_PRINTS_NOR_EXITS =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule NOTHING_SLEEPS =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
