package org.jsersync.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.PushListener.Level;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class ItemLogTest {
  private final List<String> heard = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final PushListener next =
      (PushListener)
          Proxy.newProxyInstance(
              PushListener.class.getClassLoader(),
              new Class<?>[] {PushListener.class},
              (_, method, _) -> {
                heard.add(method.getName());
                return null;
              });

  private final ItemLog log = new ItemLog(next, items);

  @Test
  void keepsTheItemsInTheirOrder() {
    Item first = item("a");
    Item second = item("b");
    log.item(first);
    log.item(second);
    assertThat(items).containsExactly(first, second);
    assertThat(heard).containsExactly("item", "item");
  }

  @Test
  void passesEverythingOn() {
    BytePath path = BytePath.of("a");
    log.greetingText("welcome".getBytes(US_ASCII));
    log.connected(31, "md5", "none");
    log.listed(path);
    log.linked(path, 1, 2);
    log.item(item("a"));
    log.progress(path, 1, 2);
    log.deleted(path, true);
    log.confirmed(path);
    log.message(Level.INFO, "text");
    log.sourceFailed(path, "text");
    assertThat(heard)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PushListener.class.getDeclaredMethods())
                .filter(Method::isDefault)
                .map(Method::getName)
                .toList());
  }

  private static Item item(String path) {
    return new Item(BytePath.of(path), 0644, 1, 0, new byte[0]);
  }
}
