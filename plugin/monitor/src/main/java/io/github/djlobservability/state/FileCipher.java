package io.github.djlobservability.state;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts parts of one file, each by itself, by AES-256-GCM with the Java platform's ciphers.
 *
 * <p>The file begins with {@value #HEAD_BYTES} bytes: the id of the key (long), a random salt. Not
 * thread-safe.
 */
public final class FileCipher {
  /** How many bytes the beginning of a file has. */
  public static final int HEAD_BYTES = 24;

  /** How many bytes a part has more than what is in it: its nonce and its tag. */
  public static final int OVERHEAD = FileCipher.NONCE_BYTES + FileCipher.TAG_BYTES;

  static final int TAG_BYTES = 16;
  static final int NONCE_BYTES = 12;
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final long id;
  private final byte[] salt;
  private final SecretKey key;
  private final Cipher cipher;

  private FileCipher(FileKey of, byte[] salt) {
    this.id = of.id();
    this.salt = salt;
    this.key = of.ofFile(salt);
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES in GCM", e);
    }
  }

  /** Returns the cipher of a new file; null where files are written as they are. */
  public static @Nullable FileCipher ofNew(Path file) throws java.io.IOException {
    FileKeys keys = FolderKeys.of(file);
    if (!keys.writes()) {
      throw new java.io.IOException(
          file
              + " isn't written: observability.encryption.key has no key of 64 hexadecimal digits");
    }
    FileKey current = keys.current();
    return current == null ? null : of(current);
  }

  static FileCipher of(FileKey key) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new FileCipher(key, salt);
  }

  /**
   * Returns the cipher of a file that begins so.
   *
   * @throws LockedFileException if its key isn't there
   */
  public static FileCipher of(ByteBuffer head, Path file) throws LockedFileException {
    long id = head.getLong();
    byte[] salt = new byte[SALT_BYTES];
    head.get(salt);
    FileKey key = FolderKeys.of(file).find(id);
    if (key == null) {
      throw new LockedFileException(file, id);
    }
    return new FileCipher(key, salt);
  }

  /** Returns how the file begins. */
  public ByteBuffer head() {
    return ByteBuffer.allocate(HEAD_BYTES).putLong(id).put(salt).flip();
  }

  /** Returns whether a file is to be written anew: its key is an old one. */
  public boolean isOld(Path file) {
    FileKey current = FolderKeys.of(file).current();
    return current != null && current.id() != id;
  }

  /**
   * Encrypts a part with a random nonce.
   *
   * @param place has the part be good at this place alone
   */
  public ByteBuffer seal(ByteBuffer part, long place) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    ByteBuffer sealed = ByteBuffer.allocate(part.remaining() + OVERHEAD).put(nonce);
    crypt(Cipher.ENCRYPT_MODE, nonce, place, part, sealed);
    return sealed.flip();
  }

  /**
   * Decrypts a part.
   *
   * @throws CorruptFileException if it isn't what was written there
   */
  public ByteBuffer open(ByteBuffer sealed, long place) throws CorruptFileException {
    if (sealed.remaining() < OVERHEAD) {
      throw new CorruptFileException("an encrypted part is cut off");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    sealed.get(nonce);
    ByteBuffer part = ByteBuffer.allocate(sealed.remaining() - TAG_BYTES);
    try {
      crypt(Cipher.DECRYPT_MODE, nonce, place, sealed, part);
    } catch (IllegalStateException e) {
      throw new CorruptFileException("an encrypted part is damaged", e);
    }
    return part.flip();
  }

  private void crypt(int mode, byte[] nonce, long place, ByteBuffer from, ByteBuffer to) {
    try {
      cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce), RANDOM);
      cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(place).flip());
      int unused = cipher.doFinal(from, to);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a part can't be encrypted or decrypted", e);
    }
  }
}
