package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.NfsClient;
import org.jsersync.it.parts.NfsServer;
import org.jsersync.it.parts.Parts;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Why there is a mirror at all: web servers upload over NFS, the NFS server's {@code /data} goes to
 * the module {@code backup} of an rsyncd under {@code fake super}; the NFS server dies, its backup
 * serves; it comes back and gets its data, owners included.
 */
class WholeStoryTest {
  /** www-data and the like. */
  private static final int WEB = 33;

  private static final int SHOP = 1001;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path host = Scratch.create("nfs-host");
  private final Path data = host.resolve("data");

  @AfterEach
  void close() {
    Scratch.delete(host);
  }

  @ParameterizedTest
  @EnumSource
  void uploadLoseServeAndComeHome(RsyncVersion version) throws IOException {
    Parts.needRoot();
    Command.script(host, "mkdir data; echo old > data/from-before; chown -R 0:5 data").succeed();
    Command.script(data, "mkdir web shop; chown 33:33 web; chown 1001:1001 shop").succeed();
    try (RsyncDaemon backup = RsyncDaemon.start(version)) {
      TreeState lost;
      try (LiveMirror mirror = mirror(backup);
          NfsServer nfs = NfsServer.export(data)) {
        upload(nfs);
        awaitMirrored(mirror, backup);
        uploadMore(nfs);
        awaitMirrored(mirror, backup);
        mirror.kill();
        await("what the backup has of it")
            .atMost(LIMIT)
            .until(() -> backup.process().descendants().findAny().isEmpty());
        lost = TreeState.of(data);
      }
      Scratch.delete(data);

      assertThatItServes(backup, lost);
      TreeState grown = serveMeanwhile(backup);
      bringHome(version, backup);
      assertThat(grown.differences(TreeState.of(data))).isEmpty();

      try (LiveMirror mirror = mirror(backup);
          NfsServer nfs = NfsServer.export(data);
          NfsClient web = nfs.mount(WEB, WEB)) {
        awaitMirrored(mirror, backup);
        web.write("/web/again", "as ever\n").remove("/web/index.html");
        awaitMirrored(mirror, backup);
      }
    }
  }

  private LiveMirror mirror(RsyncDaemon backup) {
    ConfXmlFile conf = ConfXmlFile.watching(data).remote("127.0.0.1", "backup").auth(backup);
    conf.on("timeout").on("attrib");
    return LiveMirror.ofConfiguration(data, conf.write(host));
  }

  private void awaitMirrored(LiveMirror mirror, RsyncDaemon backup) {
    mirror.awaitMirrored(LIMIT, () -> TreeState.of(data), () -> backup.tree("backup"));
  }

  private static void upload(NfsServer nfs) {
    try (NfsClient web = nfs.mount(WEB, WEB);
        NfsClient shop = nfs.mount(SHOP, SHOP)) {
      web.mkdir("/web/2026").mkdir("/web/2026/图片").write("/web/index.html", "<html>\n");
      for (int i = 0; i < 20; i++) {
        String name = "/web/2026/图片/" + i + ".jpg";
        web.write(name + ".part", "picture ".repeat(1000 + i)).rename(name + ".part", name);
      }
      web.chmod("/web/2026", 0750).symlink("2026/图片/0.jpg", "/web/latest.jpg");
      shop.write("/shop/order.csv", "1,2,3\n".repeat(20_000)).chmod("/shop/order.csv", 0600);
    }
  }

  private static void uploadMore(NfsServer nfs) {
    try (NfsClient web = nfs.mount(WEB, WEB);
        NfsClient shop = nfs.mount(SHOP, SHOP)) {
      web.rename("/web/2026/图片", "/web/2026/旧图").write("/web/2026/旧图/new", "n\n".repeat(9));
      web.remove("/web/2026/旧图/3.jpg").write("/web/index.html", "<html>2\n");
      shop.mkdir("/shop/tmp").write("/shop/tmp/x", "secret\n").chmod("/shop/tmp/x", 0400);
      shop.rename("/shop/tmp", "/shop/done");
    }
  }

  /** By the backup's own files, which anybody can serve, and what rsync kept about their owners. */
  private static void assertThatItServes(RsyncDaemon backup, TreeState lost) throws IOException {
    // All but the times of directories, which the death of a session may leave as they were.
    TreeAssert.awaitEqual(LIMIT, lost::withoutTimes, () -> backup.tree("backup").withoutTimes());
    assertThat(String.valueOf(backup.tree("backup").entries().get("shop/done/x")))
        .startsWith("f 400 1001:1001 ");
    Path module = backup.modulePath("backup");
    assertThat(Files.readString(module.resolve("web/index.html"))).isEqualTo("<html>2\n");
    assertThat(Files.readString(module.resolve("web/2026/旧图/7.jpg")))
        .isEqualTo("picture ".repeat(1007));
    try (NfsServer standIn = NfsServer.export(module);
        NfsClient web = standIn.mount(0, 0)) {
      web.write("/web/uploaded-meanwhile", "to the backup host\n");
    }
  }

  /** Changes on the backup host; what is new there belongs to who wrote it there. */
  private static TreeState serveMeanwhile(RsyncDaemon backup) {
    Command.script(
            backup.modulePath("backup"),
            "echo more >> web/index.html; rm web/2026/旧图/4.jpg; chown rsync: web/uploaded*")
        .succeed();
    return backup.tree("backup");
  }

  /**
   * The daemon tells owners and modes as fake super has them; only root can set them. Without the
   * last option a directory's time counts as right within its second.
   */
  private void bringHome(RsyncVersion version, RsyncDaemon backup) {
    Command.of(
            version.binary(),
            "-aH",
            "--numeric-ids",
            "--delete",
            "--modify-window=-1",
            "--password-file=" + backup.passwordFile(),
            "--port=" + backup.port(),
            backup.target("backup") + "/",
            data + "/")
        .succeed();
  }
}
