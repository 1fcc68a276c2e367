package org.jsersync.daemon.service;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Somebody who started this process and waits for word of it. */
public interface Supervisor {
  /** Nobody waits. */
  Supervisor NONE = new Supervisor() {};

  /**
   * Everything stands; said once.
   *
   * @param alive whether the work goes on; asked now and then for as long as the process runs, on a
   *     thread of the supervisor's. An answer that does not come counts as no
   */
  default void ready(BooleanSupplier alive) {}

  /** The end begins. */
  default void stopping() {}

  /** Several at once. */
  static Supervisor of(List<Supervisor> all) {
    return new Supervisor() {
      @Override
      public void ready(BooleanSupplier alive) {
        all.forEach(one -> one.ready(alive));
      }

      @Override
      public void stopping() {
        all.forEach(Supervisor::stopping);
      }
    };
  }
}
