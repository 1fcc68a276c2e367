package org.jsersync.it.sersync;

/** Links and a fifo, of which no close after writing tells. */
final class Links {
  private Links() {}

  static void comeAndGo(Setup setup) {
    setup.change("mkdir d; echo x | tee f d/g >/dev/null").startAndCompare();
    setup.change(
        "ln -s f tofile; ln -s d todir; ln -s /nowhere/at/all dangling; ln f hard; ln d/g d/hard");
    setup.awaitEqual(15);
    setup.change(
        "mkfifo p; ln -sfn g tofile; rm dangling d/hard; mkdir n; ln f n/hard; mv todir n/l");
    setup.awaitEqual(15);
  }
}
