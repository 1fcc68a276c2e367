package org.jsersync.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jsersync.protocol.session.Dialect;

/** Who may use whom inside the library; docs/architecture.md draws the same arrows. */
@AnalyzeClasses(
    packages = "org.jsersync.protocol",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String BASE = "org.jsersync.protocol";

  /** What carries a push out; all else in the library's own package is what others speak in. */
  private static final DescribedPredicate<JavaClass> CLIENT =
      belongToAnyOf(RsyncClient.class, PushTask.class, SessionOffer.class, ReportBuilder.class);

  private static final DescribedPredicate<JavaClass> WORDS =
      resideInAPackage(BASE).and(not(CLIENT));

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage(BASE + "..")
          .layer("client")
          .definedBy(CLIENT)
          .layer("words")
          .definedBy(WORDS)
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
          .layer("hash")
          .definedBy(BASE + ".hash")
          .layer("child")
          .definedBy(BASE + ".child")
          .whereLayer("client")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("words")
          .mayOnlyAccessLayers("filter", "file")
          .whereLayer("sender")
          .mayOnlyAccessLayers("words", "flist", "checksum", "token", "session", "wire", "file")
          .whereLayer("flist")
          .mayOnlyAccessLayers("words", "checksum", "session", "wire", "file")
          .whereLayer("checksum")
          .mayOnlyAccessLayers("words", "token", "session", "wire", "hash")
          .whereLayer("token")
          .mayOnlyAccessLayers("words", "session", "wire")
          .whereLayer("session")
          .mayOnlyAccessLayers("words", "wire", "file", "hash", "child")
          .whereLayer("child")
          .mayOnlyAccessLayers("file")
          .whereLayer("filter")
          .mayOnlyAccessLayers("file")
          .whereLayer("wire")
          .mayOnlyAccessLayers("words")
          .whereLayer("file")
          .mayNotAccessAnyLayer()
          .whereLayer("hash")
          .mayNotAccessAnyLayer();

  /** Who encodes asks what was agreed on, and knows nothing of sockets and greetings. */
  @ArchTest
  static final ArchRule ENCODERS_KNOW_THE_DIALECT_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + ".flist", BASE + ".checksum", BASE + ".token")
          .should()
          .dependOnClassesThat(
              resideInAPackage(BASE + ".session").and(not(belongToAnyOf(Dialect.class))));

  /** Sockets are one package's business; buffers that of whoever fills frames. */
  @ArchTest
  static final ArchRule SOCKETS_ONLY_IN_SESSION =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".session..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty.channel..", "io.netty.bootstrap..", "io.netty.handler..");

  /** Programs are started by posix_spawn alone. */
  @ArchTest
  static final ArchRule NAMES_ARE_BYTES_TO_PROGRAMS =
      noClasses().should().dependOnClassesThat().belongToAnyOf(ProcessBuilder.class);

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
