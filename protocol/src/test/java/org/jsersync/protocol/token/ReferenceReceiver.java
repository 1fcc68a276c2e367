package org.jsersync.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.checksum.SumHead;

/**
 * Rebuilds a file from its tokens the slow and simple way. In place, it overwrites the very array
 * that it copies blocks from, in the receiver's order (03-transfer, section 5.5).
 */
public final class ReferenceReceiver {
  private final TokenReader tokens;

  public ReferenceReceiver(TokenReader tokens) {
    this.tokens = tokens;
  }

  public byte[] receive(SumHead head, byte[] basis, boolean inplace) throws RsyncException {
    byte[] old = basis.clone();
    byte[] target = inplace ? old : new byte[0];
    int at = 0;
    tokens.beginFile();
    for (; ; ) {
      byte[] data;
      switch (tokens.next()) {
        case TokenReader.End end -> {
          return Arrays.copyOf(target, at);
        }
        case TokenReader.Literal literal -> data = literal.data();
        case TokenReader.Block block -> {
          int number = block.number();
          assertThat(number).isBetween(0, head.count() - 1);
          int from = Math.toIntExact(head.start(number));
          data = Arrays.copyOfRange(inplace ? target : old, from, from + head.length(number));
          tokens.matched(data);
        }
      }
      if (target.length < at + data.length) {
        target = Arrays.copyOf(target, Math.max(at + data.length, target.length * 3 / 2));
      }
      System.arraycopy(data, 0, target, at, data.length);
      at += data.length;
    }
  }
}
