package org.jsersync.daemon.config;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML into elements that know where they stand. No DTD, hence no entity but the five standard
 * ones and nothing fetched from elsewhere; the declared encoding does not count (06-sersync,
 * section 3.1).
 */
final class XmlTree {
  /** Deeper than any configuration, shallow enough for every stack. */
  private static final int MAX_DEPTH = 64;

  private final String file;
  private final TagPositions positions;
  private final XMLStreamReader reader;

  private XmlTree(String file, String text) throws XMLStreamException {
    this.file = file;
    this.positions = new TagPositions(text);
    this.reader = factory().createXMLStreamReader(new StringReader(text));
  }

  /**
   * The root element.
   *
   * @param file named in errors
   * @throws ConfigException if this is not well-formed XML, or has a DTD
   */
  static XmlElement parse(String file, byte[] content) throws ConfigException {
    String text = ByteText.ofFile(content);
    if (text.isBlank()) {
      throw new ConfigException(
          file, new Position(1, 1), "no XML in it: the file is empty", Fault.EMPTY);
    }
    try {
      XmlTree tree = new XmlTree(file, text);
      try {
        return tree.root();
      } finally {
        tree.reader.close();
      }
    } catch (XMLStreamException e) {
      throw new ConfigException(file, position(e), message(e), Fault.MALFORMED);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    return factory;
  }

  private XmlElement root() throws XMLStreamException, ConfigException {
    Deque<XmlElement> open = new ArrayDeque<>();
    XmlElement root = null;
    Position before = new Position(1, 1);
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        throw new ConfigException(
            file, before, "a DTD (<!DOCTYPE …>) is not accepted here", Fault.MALFORMED);
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        XmlElement element = element(before);
        if (open.size() == MAX_DEPTH) {
          throw new ConfigException(
              file, element.at(), "more than " + MAX_DEPTH + " levels deep", Fault.MALFORMED);
        }
        if (open.isEmpty()) {
          root = element;
        } else {
          open.element().children().add(element);
        }
        open.push(element);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open.pop();
      }
      before =
          new Position(
              reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
    }
    if (root == null) {
      throw new ConfigException(file, before, "no element in it", Fault.MALFORMED);
    }
    return root;
  }

  private XmlElement element(Position before) {
    int tag = positions.tagFrom(before);
    List<Position> places = positions.attributes(tag);
    Map<String, XmlElement.Attribute> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = reader.getAttributeLocalName(i);
      attributes.putIfAbsent(
          name.toLowerCase(Locale.ROOT),
          new XmlElement.Attribute(name, reader.getAttributeValue(i), places.get(i)));
    }
    return new XmlElement(
        reader.getLocalName(), positions.position(tag), attributes, new ArrayList<>());
  }

  private static Position position(XMLStreamException e) {
    return e.getLocation() == null
        ? new Position(1, 1)
        : new Position(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
  }

  /** The JDK puts the place in front of its text, over two lines. */
  private static String message(XMLStreamException e) {
    String text = String.valueOf(e.getMessage());
    int start = text.indexOf("Message: ");
    return (start < 0 ? text : text.substring(start + "Message: ".length())).replace('\n', ' ');
  }
}
