package io.github.djlobservability.label;

import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.ReplacedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Says how far labelled items were handed over when the state of those who take them was saved, so
 * that after a crash they get what they had not yet seen, and nothing twice.
 *
 * <p>File, big-endian: the bytes {@code DJLJOINS}, a version (int, now {@value #VERSION}), the
 * CRC-32C of the rest (int), the fields in their order, the number of held sequences (int), they.
 *
 * @param nextSequence labels from this number on were not there yet
 * @param lastItem the number of the last item
 * @param passed the last item, in the order of prediction, that was handed over
 * @param held the numbers of the labels before that, whose items were held back
 */
record JoinState(long nextSequence, long lastItem, EventOrder.Place passed, Set<Long> held) {
  /** Nothing was handed over. */
  static final JoinState START = new JoinState(0, 0, EventOrder.Place.START, Set.of());

  private static final long MAGIC = 0x444A4C4A4F494E53L; // DJLJOINS
  private static final int VERSION = 1;
  private static final int HEAD_BYTES = 16;
  private static final int FIELD_BYTES = 36;

  /** Returns whether the item of a label is still to be handed over. */
  boolean isDue(long firstSequence) {
    return firstSequence >= nextSequence || held.contains(firstSequence);
  }

  /** Writes it in place of what was there. */
  void write(Path path) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEAD_BYTES + FIELD_BYTES + Long.BYTES * held.size())
            .position(HEAD_BYTES)
            .putLong(nextSequence)
            .putLong(lastItem)
            .putLong(passed.epochMillis())
            .putLong(passed.item())
            .putInt(held.size());
    held.forEach(bytes::putLong);
    bytes.flip();
    bytes.putLong(0, MAGIC).putInt(8, VERSION).putInt(12, checksum(bytes));
    ReplacedFile.write(path, out -> out.write(bytes.array()));
  }

  /**
   * Reads it; nothing was handed over if there is none.
   *
   * @throws CorruptFileException if it is damaged
   */
  static JoinState read(Path path) throws IOException {
    if (!Files.exists(path)) {
      return START;
    }
    ByteBuffer bytes = ByteBuffer.wrap(ReplacedFile.read(path));
    if (bytes.remaining() < HEAD_BYTES + FIELD_BYTES
        || bytes.getLong() != MAGIC
        || bytes.getInt() != VERSION
        || bytes.getInt() != checksum(bytes.duplicate().rewind())) {
      throw new CorruptFileException(path + " is damaged");
    }
    long nextSequence = bytes.getLong();
    long lastItem = bytes.getLong();
    EventOrder.Place passed = new EventOrder.Place(bytes.getLong(), bytes.getLong());
    Set<Long> held = new HashSet<>();
    int count = bytes.getInt();
    if (count != bytes.remaining() / Long.BYTES) {
      throw new CorruptFileException(path + " is damaged");
    }
    for (int i = count; i > 0; i--) {
      held.add(bytes.getLong());
    }
    return new JoinState(nextSequence, lastItem, passed, held);
  }

  private static int checksum(ByteBuffer file) {
    CRC32C crc = new CRC32C();
    crc.update(file.duplicate().position(HEAD_BYTES));
    return (int) crc.getValue();
  }
}
