package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FanoutTest {
  private final Queue<String> remarks = new ArrayDeque<>(List.of("slow a", "slow b"));
  private final List<String> said = new ArrayList<>();

  @Test
  void whatTurnsOutAboutTheFilterIsSaid() {
    DirectoryFilter filter =
        new DirectoryFilter() {
          @Override
          public boolean excluded(BytePath path, boolean directory) {
            return false;
          }

          @Override
          public @Nullable String remark() {
            return remarks.poll();
          }
        };
    MirrorListener listener =
        new MirrorListener() {
          @Override
          public void notice(BytePath root, String text) {
            said.add(root + " " + text);
          }
        };
    Fanout fanout =
        new Fanout(BytePath.of("/w"), new RootGuard(ModelTree::new), filter, listener, () -> 0);
    fanout.changes(List.of());
    fanout.changes(List.of());
    assertThat(said).containsExactly("/w slow a", "/w slow b");
  }
}
