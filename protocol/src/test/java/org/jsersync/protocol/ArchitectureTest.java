package org.jsersync.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may use whom inside the library; docs/architecture.md draws the same arrows. */
@AnalyzeClasses(
    packages = "org.jsersync.protocol",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String BASE = "org.jsersync.protocol";

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage(BASE + "..")
          .withOptionalLayers(true)
          .layer("client")
          .definedBy(BASE)
          .layer("sender")
          .definedBy(BASE + ".sender")
          .layer("flist")
          .definedBy(BASE + ".flist")
          .layer("checksum")
          .definedBy(BASE + ".checksum")
          .layer("token")
          .definedBy(BASE + ".token")
          .layer("session")
          .definedBy(BASE + ".session")
          .layer("filter")
          .definedBy(BASE + ".filter")
          .layer("wire")
          .definedBy(BASE + ".wire")
          .layer("file")
          .definedBy(BASE + ".file")
          .whereLayer("sender")
          .mayOnlyBeAccessedByLayers("client")
          .whereLayer("flist")
          .mayOnlyBeAccessedByLayers("client", "sender")
          .whereLayer("checksum")
          .mayOnlyBeAccessedByLayers("client", "sender", "flist")
          .whereLayer("token")
          .mayOnlyBeAccessedByLayers("client", "sender", "checksum")
          .whereLayer("session")
          .mayOnlyBeAccessedByLayers("client", "sender", "flist", "checksum", "token")
          .whereLayer("wire")
          .mayOnlyBeAccessedByLayers("client", "sender", "flist", "checksum", "token", "session");

  /** Sockets are one package's business; buffers that of whoever fills frames. */
  @ArchTest
  static final ArchRule SOCKETS_ONLY_IN_SESSION =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".session..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty.channel..", "io.netty.bootstrap..", "io.netty.handler..");

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
