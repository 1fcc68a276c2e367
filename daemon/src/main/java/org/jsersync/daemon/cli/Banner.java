package org.jsersync.daemon.cli;

import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.config.RemoteConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.protocol.PushOptions;

/** Says at start what is mirrored where. */
final class Banner {
  private Banner() {}

  static void show(MirrorConfig config, Console console) {
    console.say("jsersync " + Version.number());
    for (TreeConfig tree : config.trees()) {
      for (RemoteConfig remote : tree.remotes()) {
        console.say(tree.root() + " -> " + remote.target() + how(tree, remote.options()));
      }
      for (PluginConfig plugin : tree.plugins()) {
        console.say(tree.root() + ": plugin " + plugin.name() + " is called for what changed");
      }
    }
  }

  private static String how(TreeConfig tree, PushOptions options) {
    StringBuilder how = new StringBuilder();
    how.append(tree.initialSync() ? " (first sync, then changes" : " (changes only");
    how.append(tree.delete() ? ", deleting" : ", deleting nothing");
    if (options.compresses()) {
      how.append(", compressed");
    }
    if (options.bandwidthLimitKib() > 0) {
      how.append(", at most ").append(options.bandwidthLimitKib()).append(" KiB/s");
    }
    return how.append(')').toString();
  }
}
