package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** struct inotify_event, as inotify(7) gives it. */
class EventsTest {
  private static byte[] event(int watch, int mask, int cookie, String name, int padded) {
    return ByteBuffer.allocate(16 + padded)
        .order(ByteOrder.nativeOrder())
        .putInt(watch)
        .putInt(mask)
        .putInt(cookie)
        .putInt(padded)
        .put(name.getBytes(StandardCharsets.UTF_8))
        .array();
  }

  private static List<String> read(byte[]... events) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    for (byte[] event : events) {
      chunk.writeBytes(event);
    }
    List<String> read = new ArrayList<>();
    Events.each(
        chunk.toByteArray(),
        (watch, mask, cookie, name) ->
            read.add(
                watch
                    + " %x ".formatted(mask)
                    + cookie
                    + " "
                    + new String(name, StandardCharsets.UTF_8)));
    return read;
  }

  @Test
  void namesArePaddedByNuls() {
    assertThat(
            read(
                event(1, Inotify.IN_CREATE, 0, "file", 16),
                event(7, Inotify.IN_ATTRIB, 0, "", 0),
                event(2, Inotify.IN_MOVED_TO, 99, "sixteen-bytes-is", 32)))
        .containsExactly("1 100 0 file", "7 4 0 ", "2 80 99 sixteen-bytes-is");
  }

  @Test
  void anOverflowHasNoWatch() {
    assertThat(read(Events.overflow())).containsExactly("-1 4000 0 ");
  }
}
