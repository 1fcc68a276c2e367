package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 06-sersync, sections 1 and 3.1. */
class XmlTreeTest {
  private static XmlElement parse(String text) throws ConfigException {
    return XmlTree.parse("c.xml", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void elementsAndAttributesKnowWhereTheyStand() throws ConfigException {
    XmlElement root =
        parse(
            """
            <?xml version="1.0"?>

            <!-- <head> -->
            <head><a/><b x = '1>'
                y="&lt;!--"
                /> <c>t</c><?p <d/>?><![CDATA[<e/>]]>
              <f></f></head>
            """);
    assertThat(root.at()).isEqualTo(new Position(4, 1));
    assertThat(root.children())
        .extracting(child -> child.name() + " " + child.at())
        .containsExactly("a 4:7", "b 4:11", "c 6:8", "f 7:3");
    XmlElement b = Objects.requireNonNull(root.child("b"));
    assertThat(b.attribute("x"))
        .isEqualTo(new XmlElement.Attribute("x", "1>", new Position(4, 14)));
    assertThat(b.attribute("y"))
        .isEqualTo(new XmlElement.Attribute("y", "<!--", new Position(5, 5)));
  }

  @Test
  void theFiveEntitiesAndCharacterReferencesWork() throws ConfigException {
    assertThat(parse("<a b='&lt;&gt;&amp;&quot;&apos;&#233;&#x6570;'/>").attribute("b"))
        .extracting(XmlElement.Attribute::value)
        .isEqualTo("<>&\"'é数");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE head [<!ENTITY x SYSTEM \"file://SECRET\">]><head a=\"&x;\"/>",
        "<!DOCTYPE head [<!ENTITY x SYSTEM \"file://SECRET\">]><head>&x;</head>",
        "<!DOCTYPE head SYSTEM \"file://SECRET\"><head/>",
        "<!DOCTYPE head [<!ENTITY % p SYSTEM \"file://SECRET\"> %p;]><head/>",
        "<!DOCTYPE head [<!ENTITY a \"0123456789\"><!ENTITY b \"&a;&a;&a;\">]><head>&b;</head>",
      })
  void aDtdIsRefusedAndNothingOutsideIsRead(String text, @TempDir Path dir) throws Exception {
    Path secret = Files.writeString(dir.resolve("secret"), "<!ENTITY q 'top secret'>");
    assertThatThrownBy(() -> parse(text.replace("SECRET", secret.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessage("c.xml:1:1: a DTD (<!DOCTYPE …>) is not accepted here");
  }

  @Test
  void anUndeclaredEntityIsAnError() {
    assertThatThrownBy(() -> parse("<head>\n<a b=\"&x;\"/></head>"))
        .hasMessageStartingWith("c.xml:2:")
        .hasMessageContaining("\"x\"");
  }

  @Test
  void brokenXmlIsLocated() {
    assertThatThrownBy(() -> parse("<head>\n  <a></b>\n</head>"))
        .hasMessageStartingWith("c.xml:2:8: ")
        .hasMessageContaining("end-tag \"</a>\"");
    assertThatThrownBy(() -> parse("<head>\n")).hasMessageStartingWith("c.xml:2:1: ");
    assertThatThrownBy(() -> parse(" \n")).hasMessage("c.xml:1:1: no XML in it: the file is empty");
    assertThatThrownBy(() -> parse("")).hasMessage("c.xml:1:1: no XML in it: the file is empty");
    assertThatThrownBy(() -> parse("<head a=1/>")).hasMessageStartingWith("c.xml:1:9: ");
    assertThatThrownBy(() -> parse("not xml")).hasMessageStartingWith("c.xml:1:1: ");
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> parse("<a>".repeat(100)))
        .hasMessage("c.xml:1:193: more than 64 levels deep");
  }
}
