package org.jsersync.daemon.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Where tags and attributes stand in an XML text; a StAX parser tells only where its last event
 * ended. Asked only about tags that the parser took, so they are well-formed.
 */
final class TagPositions {
  private final String text;
  private final List<Integer> lineStarts = new ArrayList<>();

  TagPositions(String text) {
    this.text = text;
    lineStarts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !crlf)) {
        lineStarts.add(i + 1);
      }
    }
  }

  /** Index of the tag whose {@code <} is at, just before, or with only blanks after this place. */
  int tagFrom(Position place) {
    int at = Math.min(lineStarts.get(place.line() - 1) + place.column() - 1, text.length() - 1);
    if (text.charAt(at) != '<' && at > 0 && text.charAt(at - 1) == '<') {
      return at - 1;
    }
    return Math.max(text.indexOf('<', at), 0);
  }

  /** The places of a tag's attributes, in the order written. */
  List<Position> attributes(int tag) {
    List<Position> places = new ArrayList<>();
    int at = skip(tag + 1, true);
    while (true) {
      at = skip(at, false);
      if (text.charAt(at) == '>' || text.charAt(at) == '/') {
        return places;
      }
      places.add(position(at));
      while (text.charAt(at) != '"' && text.charAt(at) != '\'') {
        at++;
      }
      at = text.indexOf(text.charAt(at), at + 1) + 1;
    }
  }

  /** Past a name, or past blanks. */
  private int skip(int from, boolean name) {
    int at = from;
    while (name ? " \t\r\n/>".indexOf(text.charAt(at)) < 0 : text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  Position position(int index) {
    int line = lineStarts.size();
    while (lineStarts.get(line - 1) > index) {
      line--;
    }
    return new Position(line, index - lineStarts.get(line - 1) + 1);
  }
}
