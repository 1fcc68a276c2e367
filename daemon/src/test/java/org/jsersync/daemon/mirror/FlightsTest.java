package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jsersync.daemon.mirror.Flight.Kind;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class FlightsTest {
  private final Flights flights = new Flights();

  @Test
  void aNameAndWhatIsAboveAndBelowItWait() {
    Flight flight = begin(dirty("a/b", What.CONTENT));

    assertThat(flights.conflicts(dirty("a/b", What.ATTRIBUTES))).isTrue();
    assertThat(flights.conflicts(dirty("a/b/c", What.CONTENT))).isTrue();
    assertThat(flights.conflicts(dirty("a", What.GONE))).isTrue();
    assertThat(flights.conflicts(dirty("a/c", What.CONTENT))).isFalse();
    assertThat(flights.conflicts(dirty("a/bc", What.GONE))).isFalse();

    flights.land(flight);
    assertThat(flights.conflicts(dirty("a/b", What.CONTENT))).isFalse();
    assertThat(flights.conflicts(dirty("a", What.GONE))).isFalse();
  }

  @Test
  void aDirectorysAttributesHoldUpNothingInItNorIsItHeldUp() {
    begin(dirty("a", What.ATTRIBUTES), dirty("b/c", What.CONTENT));

    assertThat(flights.conflicts(dirty("a/b", What.CONTENT))).isFalse();
    assertThat(flights.conflicts(dirty("b", What.ATTRIBUTES))).isFalse();
    assertThat(flights.conflicts(dirty("a", What.ATTRIBUTES))).isTrue();
    assertThat(flights.conflicts(dirty("a", What.GONE))).isTrue();
  }

  @Test
  void whatTheRemoteHasRightIsFree() {
    Flight flight = begin(dirty("a/b", What.CONTENT), dirty("a/c", What.CONTENT));

    assertThat(flights.free(flight, BytePath.of("a/b"))).isTrue();
    assertThat(flights.conflicts(dirty("a/b", What.GONE))).isFalse();
    assertThat(flights.conflicts(dirty("a", What.GONE))).isTrue();
    assertThat(flight.isOpen()).isTrue();
    assertThat(flights.free(flight, BytePath.of("a/b"))).isFalse();
    assertThat(flights.free(flight, BytePath.of("a/c"))).isTrue();
    assertThat(flight.isOpen()).isFalse();
    assertThat(flights.conflicts(dirty("a", What.GONE))).isFalse();
  }

  @Test
  void aDirectoryThatTwoListedAtATimeIsListedOnceMore() {
    Flight first = begin(dirty("a/b", What.CONTENT), dirty("x/y", What.CONTENT));
    Flight second = begin(dirty("a/c", What.CONTENT));

    assertThat(flights.land(first)).isEmpty();
    assertThat(flights.land(second)).containsExactlyInAnyOrder(BytePath.of("a"), BytePath.ROOT);
  }

  @Test
  void aLaterListThatAlsoEndsLastIsRight() {
    Flight first = begin(dirty("a/b", What.CONTENT));
    flights.free(first, BytePath.of("a/b"));
    Flight second = begin(dirty("a/c", What.CONTENT));

    assertThat(flights.land(first)).isEmpty();
    assertThat(flights.land(second)).isEmpty();
  }

  @Test
  void oneFlightAtATimeCarriesLinksAndKeepsTheirOtherNames() {
    Flight first = begin(dirty("a", What.CONTENT));
    Flight second = begin(dirty("b", What.CONTENT));

    assertThat(flights.link(first, List.of(BytePath.of("d/a")))).isTrue();
    assertThat(flights.link(second, List.of())).isFalse();
    assertThat(flights.conflicts(dirty("d/a", What.GONE))).isTrue();
    flights.land(first);
    assertThat(flights.conflicts(dirty("d/a", What.GONE))).isFalse();
    assertThat(flights.link(second, List.of())).isTrue();
  }

  @Test
  void aComparisonHoldsUpNothingButIsRemembered() {
    Flight before = begin(dirty("a", What.CONTENT));
    Flight comparison = new Flight(Kind.EVERYTHING, List.of(dirty("", What.TREE)), 0, 0);
    flights.begin(comparison);
    Flight during = begin(dirty("b", What.CONTENT));
    flights.land(comparison);
    Flight after = begin(dirty("c", What.CONTENT));

    assertThat(Stream.of(before, during, after).map(flight -> flight.besideComparison))
        .containsExactly(true, true, false);
  }

  @Test
  void afterAComparisonWhatAnOlderListHasOnItsWayIsListedOnceMore() {
    Flight before = begin(dirty("a/b/c", What.CONTENT));
    Flight comparison = new Flight(Kind.EVERYTHING, List.of(dirty("", What.TREE)), 0, 0);
    flights.begin(comparison);
    flights.land(comparison);

    assertThat(flights.land(before))
        .containsExactlyInAnyOrder(BytePath.of("a/b"), BytePath.of("a"), BytePath.ROOT);
  }

  private Flight begin(Dirty... batch) {
    Flight flight = new Flight(Kind.NAMES, List.of(batch), 0, 0);
    flights.begin(flight);
    return flight;
  }

  private static Dirty dirty(String path, What what) {
    return new Dirty(BytePath.of(path), what, 0);
  }
}
