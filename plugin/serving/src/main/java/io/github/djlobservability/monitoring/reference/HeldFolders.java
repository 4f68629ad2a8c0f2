package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.state.FolderLock;
import io.github.djlobservability.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the folders of models for this process, so that no second server writes there, as on a
 * shared volume. A model that is loaded anew takes its folder before the one before it has given it
 * back, so that no server comes between them; it writes there afterwards. Thread-safe.
 */
public final class HeldFolders {
  private final Map<Path, Held> held = new HashMap<>();

  /** Takes a folder, unless another server has it. */
  public synchronized Use take(Path folder) {
    Held ours = held.get(folder);
    if (ours == null) {
      try {
        FolderLock lock = FolderLock.of(PrivateFiles.createFolders(folder));
        if (lock == null) {
          return new Use(
              folder,
              folder
                  + " is in use by another server, so nothing is kept there; give each its own"
                  + " observability.state-folder");
        }
        ours = new Held(lock);
        held.put(folder, ours);
      } catch (IOException e) {
        // Whoever writes there says what is wrong; a file system without locks is used without.
        return new Use(folder, null);
      }
    }
    ours.uses++;
    return new Use(folder, null, ours);
  }

  private synchronized void giveBack(Path folder, Held ours) throws IOException {
    ours.uses--;
    if (ours.uses == 0) {
      held.remove(folder);
      ours.lock.close();
    }
  }

  private static final class Held {
    private final FolderLock lock;
    private int uses;

    Held(FolderLock lock) {
      this.lock = lock;
    }
  }

  /** Stands for one use of a folder. */
  public final class Use {
    private final Path folder;
    private final @Nullable String problem;
    private final @Nullable Held ours;

    private Use(Path folder, @Nullable String problem) {
      this(folder, problem, null);
    }

    private Use(Path folder, @Nullable String problem, @Nullable Held ours) {
      this.folder = folder;
      this.problem = problem;
      this.ours = ours;
    }

    /** Returns the folder, whoever has it. */
    public Path folder() {
      return folder;
    }

    /** Returns a sentence that says why it must not be used; null if it may be. */
    public @Nullable String problem() {
      return problem;
    }

    /** Gives the folder back; to be called once. */
    public void close() throws IOException {
      if (ours != null) {
        giveBack(folder, ours);
      }
    }
  }
}
