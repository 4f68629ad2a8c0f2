package io.github.djlobservability.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says what is wrong with a file or folder, where an exception has no more than its path. */
public final class FileTrouble {
  private FileTrouble() {}

  /** Returns a sentence for people. */
  public static String sentence(IOException e) {
    if (e instanceof FileSystemException trouble && trouble.getReason() == null) {
      return trouble.getFile() + ": " + why(trouble);
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Returns what is wrong, without where. */
  static String why(FileSystemException e) {
    if (e.getReason() != null) {
      return e.getReason();
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it is there already, and is something else";
    }
    return e instanceof NotDirectoryException ? "it is no folder" : e.getClass().getSimpleName();
  }
}
