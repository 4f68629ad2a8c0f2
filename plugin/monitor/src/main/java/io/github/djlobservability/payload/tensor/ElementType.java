package io.github.djlobservability.payload.tensor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Tells how the elements of an array are stored, and reads one of them. */
enum ElementType {
  /** IEEE 754, 16 bits. */
  FLOAT16(2) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return halfToDouble(bytes.getShort(at));
    }
  },
  /** The upper half of a 32-bit float. */
  BFLOAT16(2) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return (double) Float.intBitsToFloat(bytes.getShort(at) << 16);
    }
  },
  /** IEEE 754, 32 bits; read as the decimal it stands for. */
  FLOAT32(4) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return Floats.decimal(bytes.getFloat(at));
    }
  },
  /** IEEE 754, 64 bits. */
  FLOAT64(8) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return bytes.getDouble(at);
    }
  },
  /** A signed byte. */
  INT8(1) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return (double) bytes.get(at);
    }
  },
  /** A signed number of 16 bits. */
  INT16(2) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return (double) bytes.getShort(at);
    }
  },
  /** A signed number of 32 bits. */
  INT32(4) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return (double) bytes.getInt(at);
    }
  },
  /** A signed number of 64 bits. */
  INT64(8) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return WholeNumbers.of(bytes.getLong(at));
    }
  },
  /** A byte without a sign. */
  UINT8(1) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return (double) Byte.toUnsignedInt(bytes.get(at));
    }
  },
  /** A number of 16 bits without a sign. */
  UINT16(2) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return (double) Short.toUnsignedInt(bytes.getShort(at));
    }
  },
  /** A number of 32 bits without a sign. */
  UINT32(4) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return (double) Integer.toUnsignedLong(bytes.getInt(at));
    }
  },
  /** A number of 64 bits without a sign. */
  UINT64(8) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      long value = bytes.getLong(at);
      return value >= 0
          ? WholeNumbers.of(value)
          : WholeNumbers.of(new BigInteger(Long.toUnsignedString(value)));
    }
  },
  /** A byte that is 0 for false. */
  BOOLEAN(1) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      return bytes.get(at) != 0;
    }
  },
  /** Code points of 32 bits, zeros at the end. */
  UNICODE(4) {
    @Override
    Object read(ByteBuffer bytes, int at, int size) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < size; i += 4) {
        int codePoint = bytes.getInt(at + i);
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
    Object read(ByteBuffer bytes, int at, int size) {
      byte[] text = new byte[size];
      bytes.get(at, text);
      int end = size;
      while (end > 0 && text[end - 1] == 0) {
        end--;
      }
      return new String(text, 0, end, StandardCharsets.UTF_8);
    }
  };

  private final int unit;

  ElementType(int unit) {
    this.unit = unit;
  }

  /** Reads the element of {@code size} bytes at a place, as {@link Elements#get} gives it. */
  abstract Object read(ByteBuffer bytes, int at, int size);

  /** Returns the bytes of an element, or of a character of one. */
  int unit() {
    return unit;
  }

  boolean isText() {
    return this == UNICODE || this == BYTES;
  }

  boolean isNumber() {
    return !isText() && this != BOOLEAN;
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
