/// Why the store could not do what it was asked.
public enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No database stands at the path.
  case missing(path: String)
  /// A database stands where a new one was to be made.
  case exists(path: String)
  /// The file is a database of another program, or no database.
  case foreign(path: String)
  /// The schema is newer than this program, or older than it can use.
  case schemaVersion(found: Int, known: Int)
  /// A schema step that was applied differs from the one this program carries.
  case schemaStepChanged(name: String)
  /// A setting of the connection did not take.
  case profile(setting: String, wanted: String, found: String)
  /// Another process kept the database locked for longer than the waiting time.
  case busy
  /// The database is damaged.
  case corrupt(detail: String)
  /// The disk is full, unreadable or not writable.
  case inputOutput(detail: String)
  /// The commit failed in a way that leaves open whether it reached the disk.
  case outcomeUnknown(detail: String)
  /// A uniqueness or reference rule of the schema was broken.
  case constraint(detail: String)
  /// Anything else: a defect of the program.
  case unexpected(detail: String)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .missing(let path): "there is no registry database at \(path)"
    case .exists(let path): "a registry database exists already at \(path)"
    case .foreign(let path): "\(path) is not a database of this registry"
    case .schemaVersion(let found, let known):
      "the database has schema version \(found), this program knows \(known)"
    case .schemaStepChanged(let name):
      "schema step \(name) differs from the one the database was made with"
    case .profile(let setting, let wanted, let found):
      "the database connection refused \(setting) = \(wanted) and kept \(found)"
    case .busy: "another process kept the registry locked for longer than the waiting time"
    case .corrupt(let detail): "the database is damaged: \(detail)"
    case .inputOutput(let detail): "the database cannot be read or written: \(detail)"
    case .outcomeUnknown(let detail):
      "the commit failed and may or may not have reached the disk: \(detail)"
    case .constraint(let detail): "a rule of the database was broken: \(detail)"
    case .unexpected(let detail): "the database answered unexpectedly: \(detail)"
    }
  }
}
