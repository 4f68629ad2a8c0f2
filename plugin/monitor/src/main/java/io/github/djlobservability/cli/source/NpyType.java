package io.github.djlobservability.cli.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How the elements of an array are stored. */
enum NpyType {
  FLOAT16(2) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return halfToDouble(bytes.getShort());
    }
  },
  FLOAT32(4) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return (double) bytes.getFloat();
    }
  },
  FLOAT64(8) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return bytes.getDouble();
    }
  },
  INT8(1) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return (double) bytes.get();
    }
  },
  INT16(2) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return (double) bytes.getShort();
    }
  },
  INT32(4) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return (double) bytes.getInt();
    }
  },
  INT64(8) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return (double) bytes.getLong();
    }
  },
  UINT8(1) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return (double) Byte.toUnsignedInt(bytes.get());
    }
  },
  UINT16(2) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return (double) Short.toUnsignedInt(bytes.getShort());
    }
  },
  UINT32(4) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return (double) Integer.toUnsignedLong(bytes.getInt());
    }
  },
  UINT64(8) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      long value = bytes.getLong();
      return value >= 0 ? (double) value : (value >>> 1) * 2.0;
    }
  },
  BOOLEAN(1) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      return bytes.get() != 0;
    }
  },
  /** Code points of 32 bits, zeros at the end. */
  UNICODE(4) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < size / 4; i++) {
        int codePoint = bytes.getInt();
        if (codePoint != 0 && Character.isValidCodePoint(codePoint)) {
          text.appendCodePoint(codePoint);
        }
      }
      return text.toString();
    }
  },
  /** Bytes, zeros at the end; taken for UTF-8. */
  BYTES(1) {
    @Override
    Object read(ByteBuffer bytes, int size) {
      byte[] text = new byte[size];
      bytes.get(text);
      int end = size;
      while (end > 0 && text[end - 1] == 0) {
        end--;
      }
      return new String(text, 0, end, StandardCharsets.UTF_8);
    }
  };

  private final int unit;

  NpyType(int unit) {
    this.unit = unit;
  }

  /** Reads one element of {@code size} bytes: a Double, a Boolean or a String. */
  abstract Object read(ByteBuffer bytes, int size);

  /** Bytes of an element, or of a character of one. */
  int unit() {
    return unit;
  }

  /** The type that a header names. */
  static NpyType of(NpyHeader header, String where) throws InputException {
    return switch (header.type()) {
      case "f2" -> FLOAT16;
      case "f4" -> FLOAT32;
      case "f8" -> FLOAT64;
      case "i1" -> INT8;
      case "i2" -> INT16;
      case "i4" -> INT32;
      case "i8" -> INT64;
      case "u1" -> UINT8;
      case "u2" -> UINT16;
      case "u4" -> UINT32;
      case "u8" -> UINT64;
      case "b1" -> BOOLEAN;
      default -> ofText(header, where);
    };
  }

  private static NpyType ofText(NpyHeader header, String where) throws InputException {
    return switch (header.type().charAt(0)) {
      case 'U' -> UNICODE;
      case 'S' -> BYTES;
      default ->
          throw new InputException(
              where + ": elements of type " + header.type() + " cannot be read");
    };
  }

  boolean isText() {
    return this == UNICODE || this == BYTES;
  }

  private static double halfToDouble(short half) {
    int sign = half & 0x8000;
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    double magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, -24);
    } else {
      magnitude = Math.scalb(1 + fraction / 1024.0, exponent - 15);
    }
    return sign == 0 ? magnitude : -magnitude;
  }
}
