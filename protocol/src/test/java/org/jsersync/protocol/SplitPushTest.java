package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsersync.protocol.PushStats.Kinds;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.protocol.filter.FilterRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitPushTest {
  private final RsyncException full =
      new RsyncException(RsyncException.Kind.BUSY, "max connections (1) reached");

  @TempDir private Path root;
  private final List<PushRequest> held = new ArrayList<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private int mostAtOnce;

  @Test
  void everySubtreeIsInOneSessionAndTheTopBeforeThem() throws Exception {
    directories("a", "b/x", "c", "d", "e", "f");
    PushReport report = push(2, request -> report(0));
    assertThat(report.exitCode()).isZero();
    assertThat(held.getFirst().selection())
        .isEqualTo(new Selection.Names(List.of(), List.of(), List.of(), List.of(BytePath.ROOT)));
    assertThat(subtrees()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
    assertThat(mostAtOnce).isLessThanOrEqualTo(2);
  }

  @Test
  void fewDirectoriesAtTheTopAreLookedInto() throws Exception {
    directories("www/site/a", "www/site/b", "www/site/c");
    push(2, request -> report(0));
    assertThat(((Selection.Names) held.getFirst().selection()).shallow())
        .startsWith(BytePath.ROOT, BytePath.of("www"), BytePath.of("www/site"));
    assertThat(held.getFirst().selection()).isInstanceOf(Selection.Names.class);
  }

  @Test
  void aTreeWithoutSubtreesGoesByOneSession() throws Exception {
    Files.writeString(root.resolve("f"), "");
    push(4, request -> report(0));
    assertThat(held).hasSize(1);
    assertThat(held.getFirst().selection()).isInstanceOf(Selection.Contents.class);
  }

  @Test
  void whatIsFilteredOutIsNobodys() throws Exception {
    directories("a", "b", "cache/x");
    PushOptions options =
        PushOptions.archive().toBuilder()
            .filter(
                FilterRules.builder().exclude("cache".getBytes(StandardCharsets.US_ASCII)).build())
            .build();
    push(2, options, request -> report(0));
    assertThat(subtrees()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aDaemonThatIsFullGetsFewerSessions() throws Exception {
    directories("a", "b", "c", "d", "e", "f", "g", "h");
    PushReport report = push(4, request -> mostNow() > 1 ? failure(full) : report(0));
    assertThat(report.failure()).isNull();
    assertThat(report.exitCode()).isZero();
    assertThat(subtrees()).contains("a", "b", "c", "d", "e", "f", "g", "h");
  }

  @Test
  void nothingIsBegunAfterASessionThatBrokeOff() throws Exception {
    directories("a", "b", "c", "d", "e", "f", "g", "h");
    RsyncException broken = new RsyncException(RsyncException.Kind.STREAM, "broken off");
    PushReport report = push(2, request -> isSubtrees(request) ? failure(broken) : report(0));
    assertThat(report.failure()).isSameAs(broken);
    assertThat(report.exitCode()).isEqualTo(broken.exitCode());
    assertThat(held).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void somethingThatFailedWeighsMoreThanSomethingThatVanished() throws Exception {
    directories("a", "b");
    PushReport report =
        push(2, request -> report(!isSubtrees(request) ? 0 : contains(request, "a") ? 24 : 23));
    assertThat(report.exitCode()).isEqualTo(23);
  }

  @Test
  void filesWithNamesInSeveralSessionsAreLinkedByALastOne() throws Exception {
    directories("a", "b");
    PushReport report =
        push(
            2,
            PushOptions.archive().toBuilder().set(PushFlag.HARD_LINKS).build(),
            request -> {
              if (isSubtrees(request)) {
                String in = contains(request, "a") ? "a" : "b";
                request.listener().linked(BytePath.of(in + "/one"), 1, 7);
                request.listener().linked(BytePath.of(in + "/own1"), 1, in.charAt(0));
                request.listener().linked(BytePath.of(in + "/own2"), 1, in.charAt(0));
              }
              return report(0);
            });
    assertThat(report.exitCode()).isZero();
    assertThat(((Selection.Names) held.getLast().selection()).present())
        .extracting(BytePath::toString)
        .containsExactlyInAnyOrder("a", "a/one", "b", "b/one");
  }

  @Test
  void aTreeFullOfLinksGoesByOneSession() throws Exception {
    directories("a", "b");
    CyclicBarrier both = new CyclicBarrier(2);
    push(
        2,
        PushOptions.archive().toBuilder().set(PushFlag.HARD_LINKS).build(),
        request -> {
          if (isSubtrees(request)) {
            await(both);
            String in = contains(request, "a") ? "a" : "b";
            for (int i = 0; i < 2_000; i++) {
              request.listener().linked(BytePath.of(in + "/" + i), 1, i);
            }
          }
          return report(0);
        });
    assertThat(held.getLast().selection()).isInstanceOf(Selection.Contents.class);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void directories(String... paths) throws IOException {
    for (String path : paths) {
      Files.createDirectories(root.resolve(path));
    }
  }

  private interface Daemon {
    PushReport push(PushRequest request);
  }

  private PushReport push(int sessions, Daemon daemon) throws PosixException, RsyncException {
    return push(sessions, PushOptions.archive(), daemon);
  }

  private PushReport push(int sessions, PushOptions options, Daemon daemon)
      throws PosixException, RsyncException {
    BytePath path = BytePath.of(root.toString());
    PushRequest request =
        new PushRequest(
            RsyncTarget.parse("host::data"),
            null,
            path,
            Selection.contents(),
            options,
            PushRequest.SILENT);
    assertThat(SplitPush.suits(request)).isTrue();
    try (SourceTree tree = SourceTree.open(path)) {
      return new SplitPush(one -> counted(one, daemon), request, tree, sessions).run();
    }
  }

  private PushReport counted(PushRequest request, Daemon daemon) {
    int now = atOnce.incrementAndGet();
    synchronized (held) {
      held.add(request);
      mostAtOnce = Math.max(mostAtOnce, now);
    }
    try {
      return daemon.push(request);
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private int mostNow() {
    return atOnce.get();
  }

  private static boolean isSubtrees(PushRequest request) {
    return request.selection() instanceof Selection.Subtrees;
  }

  private static boolean contains(PushRequest request, String directory) {
    return request.selection() instanceof Selection.Subtrees(List<BytePath> directories)
        && directories.contains(BytePath.of(directory));
  }

  private Set<String> subtrees() {
    Set<String> names = new HashSet<>();
    for (PushRequest request : held) {
      if (request.selection() instanceof Selection.Subtrees(List<BytePath> directories)) {
        directories.forEach(path -> names.add(path.toString()));
      }
    }
    return names;
  }

  private static PushReport failure(RsyncException failure) {
    return report(failure.exitCode(), failure);
  }

  private static PushReport report(int exitCode) {
    return report(exitCode, null);
  }

  private static PushReport report(int exitCode, @Nullable RsyncException failure) {
    return new PushReport(
        failure,
        exitCode,
        Set.of(),
        Map.of(),
        Set.of(),
        Set.of(),
        new PushStats(Kinds.NONE, Kinds.NONE, Kinds.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }
}
