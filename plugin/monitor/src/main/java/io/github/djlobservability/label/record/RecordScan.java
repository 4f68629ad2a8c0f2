package io.github.djlobservability.label.record;

import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.FileCipher;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Says how far a file of records can be read.
 *
 * @param end behind the last good record
 * @param isTornAtMost whether what follows can be a record that was not written to its end
 */
record RecordScan(int end, boolean isTornAtMost) {

  /** Reads all records, and shows each, in order. */
  static RecordScan of(ByteBuffer bytes, RecordForm form, RecordFile.Visitor visitor)
      throws IOException {
    int size = bytes.limit();
    int place = form.firstPlace();
    while (size - place >= RecordForm.HEAD_BYTES) {
      int length = bytes.getInt(place);
      if (length < 0 || length > RecordFile.MAX_BODY_BYTES + FileCipher.OVERHEAD) {
        return new RecordScan(place, false);
      }
      int next = place + RecordForm.HEAD_BYTES + length;
      if (next > size) {
        return new RecordScan(place, size - place <= RecordFile.BUFFER_BYTES);
      }
      ByteBuffer body = bytes.slice(place + RecordForm.HEAD_BYTES, length);
      if (length == 0 || RecordForm.checksum(body) != bytes.getInt(place + Integer.BYTES)) {
        return new RecordScan(place, next == size);
      }
      if (!isRead(visitor, place, form.plain(place, body))) {
        return new RecordScan(place, false);
      }
      place = next;
    }
    return new RecordScan(place, true);
  }

  /** Its bytes are as they were written, and still it may be no record of this kind. */
  private static boolean isRead(RecordFile.Visitor visitor, int place, ByteBuffer body)
      throws IOException {
    try {
      visitor.record(place, body);
      return true;
    } catch (CorruptFileException | BufferUnderflowException e) {
      return false;
    }
  }
}
