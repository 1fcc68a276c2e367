package org.jsersync.protocol.flist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsersync.protocol.file.FileStat;

/**
 * A name in the {@link NamePlan}: what was asked for of it, and which names below it were asked
 * for.
 */
final class PlanNode {
  /** How a name is listed; a later one widens an earlier one. */
  enum Listing {
    /** Not at all; only the destination itself can be left out. */
    UNLISTED,
    /** Because something below it is listed. */
    IMPLIED,
    /** Itself, without what it holds. */
    ENTRY,
    /** Itself and only the named children, but deletion looks inside: rules protect the rest. */
    SCOPED,
    /** Itself and its direct contents. */
    CONTENTS,
    /** Itself and everything below. */
    TREE
  }

  private final TreeMap<byte[], PlanNode> children = new TreeMap<>(Arrays::compareUnsigned);
  private final List<Origin> origins = new ArrayList<>(1);
  private Listing listing;
  private boolean top;
  private boolean standing;
  private int type;

  PlanNode(Listing listing) {
    this.listing = listing;
  }

  Map<byte[], PlanNode> children() {
    return children;
  }

  PlanNode child(byte[] name) {
    return children.computeIfAbsent(name, _ -> new PlanNode(Listing.IMPLIED));
  }

  List<Origin> origins() {
    return origins;
  }

  Listing listing() {
    return listing;
  }

  /** Whether it is what the user named, not what was found or implied. */
  boolean top() {
    return top;
  }

  void markTop() {
    top = true;
  }

  /** Whether the destination is known to have it, as the directory that it is. */
  boolean standing() {
    return standing;
  }

  void markStanding() {
    standing = true;
  }

  /** It is one end of a rename, and nothing if it is not of this type, {@link FileStat#type}. */
  void expect(int wanted) {
    type = wanted;
  }

  boolean isExpected(FileStat stat) {
    boolean right = type == 0 || type == stat.type();
    // What was listed as a directory on the way, and is none by now, nobody asked for.
    return right && (!standing || stat.isDirectory());
  }

  /** Whether it is a name of a file that has two at the destination. */
  boolean isRenamedFile() {
    return type == FileStat.REGULAR;
  }

  void from(Origin origin) {
    if (!origins.contains(origin)) {
      origins.add(origin);
    }
  }

  void widen(Listing wanted) {
    if (wanted.compareTo(listing) > 0) {
      listing = wanted;
    }
  }
}
