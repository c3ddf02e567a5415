internal import GRDB

extension StoreError {
  /// Translates an error of the database library that came through a use case as it was.
  /// - Parameter error: any error.
  /// - Returns: the translation; nil where the error is none of the database's.
  public static func ofDatabase(_ error: any Error) -> StoreError? {
    error is DatabaseError ? StoreError(error) : nil
  }

  /// Translates an error of the database library; values bound to a statement never come through.
  init(_ error: any Error) {
    guard let failure = error as? DatabaseError else {
      self = error as? StoreError ?? .unexpected(detail: String(describing: type(of: error)))
      return
    }
    let detail = "\(failure.extendedResultCode.rawValue) \(failure.message ?? "")"
    switch failure.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CORRUPT: self = .corrupt(detail: detail)
    case .SQLITE_NOTADB: self = .corrupt(detail: "the file is not a database")
    case .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM,
      .SQLITE_AUTH:
      self = .inputOutput(detail: detail)
    // What SQLite says of a header that names no format, with the code of a wrong statement.
    case .SQLITE_ERROR where failure.message == "unsupported file format":
      self = .corrupt(detail: detail)
    case .SQLITE_CONSTRAINT: self = .constraint(detail: detail)
    default: self = .unexpected(detail: detail)
    }
  }
}
