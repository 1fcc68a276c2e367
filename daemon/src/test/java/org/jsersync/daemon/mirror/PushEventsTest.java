package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.PushListener.Level;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class PushEventsTest {
  private static final RsyncTarget TARGET =
      new RsyncTarget("backup", 873, null, "data", BytePath.ROOT);

  private final List<String> said = new ArrayList<>();
  private final MirrorListener listener =
      new MirrorListener() {
        @Override
        public void message(RsyncTarget remote, String text) {
          said.add(text);
        }
      };
  private final PushEvents events =
      new PushEvents(
          TARGET, listener, new RemoteNews(TARGET, BytePath.of("/none"), listener), () -> 0);

  @Test
  void whatTheDaemonSaysIsToldOnceAsItsWord() {
    begin(List.of());
    events.message(Level.ERROR, "disk full");
    events.message(Level.WARNING, "file has vanished");
    events.message(Level.ERROR, "disk full");
    work();

    assertThat(said).containsExactly("the daemon says: disk full");
  }

  @Test
  void whatFailedHereIsNotTheDaemonsWord() {
    begin(List.of());
    events.sourceFailed(BytePath.of("f"), "read errors mapping \"f\": Input/output error");
    work();

    assertThat(said).isEmpty();
  }

  @Test
  void thatSomethingCannotBeRenamedIsNoNews() {
    begin(List.of(new Selection.Rename(BytePath.of("a"), BytePath.of("b"), false)));
    events.message(Level.ERROR, "link failed");
    work();

    assertThat(said).isEmpty();
  }

  private void begin(List<Selection.Rename> renames) {
    events.begin(
        new Selection.Names(List.of(), List.of(), List.of(), List.of(), List.of(), renames),
        new Pusher.Sink() {
          @Override
          public void sent(BytePath path) {}

          @Override
          public void acknowledged(BytePath path) {}
        });
  }

  /** From the first item on it is known that the session was not turned away. */
  private void work() {
    events.item(new Item(BytePath.of("x"), 0100644, 1, 0, new byte[0]));
  }
}
