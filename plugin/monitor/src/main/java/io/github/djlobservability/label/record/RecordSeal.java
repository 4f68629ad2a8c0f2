package io.github.djlobservability.label.record;

import io.github.djlobservability.state.FileCipher;
import io.github.djlobservability.state.ReplacedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Encrypts files of records that were written before there was a key, or with another one. */
public final class RecordSeal {
  private final RecordForm before;
  private final RecordForm now;
  private final UnaryOperator<ByteBuffer> change;

  private RecordSeal(RecordForm before, RecordForm now, UnaryOperator<ByteBuffer> change) {
    this.before = before;
    this.now = now;
    this.change = change;
  }

  /**
   * Has a file be encrypted with the key of today, if there is one; not one that is damaged.
   *
   * @param change is made to each body that is not blank, of the same length
   */
  public static void seal(Path path, UnaryOperator<ByteBuffer> change) throws IOException {
    RecordForm now = RecordForm.ofNew(path);
    if (now.cipher() == null) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    RecordForm form = RecordForm.of(bytes, path);
    if (form == null
        || (form.cipher() != null && !form.cipher().isOld(path))
        || !RecordScan.of(bytes.duplicate(), form, (place, body) -> {}).isTornAtMost()) {
      return;
    }
    RecordSeal seal = new RecordSeal(form, now, change);
    ReplacedFile.writePlain(path, out -> seal.copy(bytes, out));
  }

  private void copy(ByteBuffer bytes, OutputStream out) throws IOException {
    WritableByteChannel to = Channels.newChannel(out);
    RecordFile.write(to, now.beginning());
    int[] at = {now.firstPlace()};
    RecordScan unused =
        RecordScan.of(
            bytes,
            before,
            (place, body) -> {
              ByteBuffer record = RecordForm.record(sealed(body, at[0]));
              at[0] += record.remaining();
              RecordFile.write(to, record);
            });
  }

  /** A blank body of an encrypted file is as long as it was; that of a plain one grows. */
  private ByteBuffer sealed(ByteBuffer body, int place) throws IOException {
    return RecordForm.isBlank(body)
        ? ByteBuffer.allocate(body.remaining() + now.overhead() - before.overhead())
        : now.written(change.apply(body), place);
  }

  /** Returns how much further back a record of a plain file stands once it is encrypted. */
  public static int shift(int number) {
    return FileCipher.HEAD_BYTES + number * FileCipher.OVERHEAD;
  }

  /** Returns whether a file is there and encrypted. */
  public static boolean isSealed(Path path) throws IOException {
    return RecordForm.isSealed(path);
  }
}
