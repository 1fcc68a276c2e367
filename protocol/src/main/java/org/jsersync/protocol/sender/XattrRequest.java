package org.jsersync.protocol.sender;

import java.util.Arrays;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireInput;

/**
 * Which values of an entry's extended attributes the generator wants to see (03-transfer, section
 * 2.5):
 *
 * <pre>  for each: its number minus that of the one before | 0</pre>
 *
 * @param numbers of the attributes in the entry's set, from 1, ascending
 */
record XattrRequest(int[] numbers) {
  /**
   * Reads one.
   *
   * @param size of the entry's set
   */
  static XattrRequest read(WireInput in, int size) throws RsyncException {
    int[] numbers = new int[size];
    int count = 0;
    int number = 0;
    for (int step = in.varint(); step != 0; step = in.varint()) {
      if (step < 0 || step > size - number) {
        throw in.broken("extended attribute " + ((long) number + step) + " asked for, of " + size);
      }
      number += step;
      numbers[count++] = number;
    }
    return new XattrRequest(Arrays.copyOf(numbers, count));
  }
}
