package io.github.djlobservability.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of 256 bits. Each file gets a key of its own from it by a salt (HMAC-SHA-256), so that
 * the nonces of two files may be the same. Immutable.
 *
 * @param secret is never written down
 * @param id tells keys apart, and nothing of them
 */
record FileKey(SecretKeySpec secret, long id) {
  static final int DIGITS = 64;

  private static final String HMAC = "HmacSHA256";
  private static final String ID = "djl-serving-observability: id of a key";

  static FileKey parse(String text) {
    try {
      byte[] key = HexFormat.of().parseHex(text);
      if (text.length() == DIGITS) {
        SecretKeySpec secret = new SecretKeySpec(key, HMAC);
        byte[] id = hash(secret, ID.getBytes(StandardCharsets.UTF_8));
        return new FileKey(secret, ByteBuffer.wrap(id).getLong());
      }
    } catch (IllegalArgumentException e) {
      // The message would quote a part of the key.
    }
    throw new IllegalArgumentException("a key has " + DIGITS + " hexadecimal digits");
  }

  /** Returns the key of a file. */
  SecretKey ofFile(byte[] salt) {
    return new SecretKeySpec(hash(secret, salt), "AES");
  }

  private static byte[] hash(SecretKeySpec secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "FileKey[" + FileKeys.name(id) + "]";
  }
}
