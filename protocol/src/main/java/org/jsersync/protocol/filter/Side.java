package org.jsersync.protocol.filter;

/** Who asks: a rule may be meant for one side only (05-filters, section 2.3). */
public enum Side {
  /** Decides what is sent. */
  SENDER,
  /** Decides what may be deleted. */
  RECEIVER
}
