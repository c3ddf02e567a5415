internal import Dispatch
internal import Interchange

/// The files of the formats that a release has beside its table.
enum ReleaseFiles {
  /// The formats that were asked for, each once.
  static func formats(named names: [String]) throws -> [ReleaseFormat] {
    var formats: [ReleaseFormat] = []
    for name in names {
      guard let format = ReleaseFormat(rawValue: name) else {
        throw RegistryError(
          .usage, "there is no format of this name", at: [.init("option", "--as")],
          fix: "write csv, " + ReleaseFormat.allCases.map(\.rawValue).joined(separator: ", "))
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }

  /// Writes a file.
  fileprivate static func write(
    _ file: ReleaseFile, of table: ReleaseTable, to output: OutputFile
  ) throws -> ReleaseSummary.File {
    try file.write(table) { try output.write(roomFor: $0, $1) }
    return ReleaseSummary.File(
      name: file.name, sha256: try output.commit(), bytes: output.byteCount)
  }

  /// The files of a release, and what was found in one of them.
  struct Written<Finding> {
    var examined: ReleaseSummary.File
    var others: [ReleaseSummary.File]
    var finding: Finding
  }

  /// Writes files, and reads one of them again while the others are written, on both cores where there
  /// are two; the caller's thread does other work meanwhile.
  /// - Parameters:
  ///   - examined: the file that is read again.
  ///   - others: the others, whose order is kept.
  ///   - table: what leaves.
  ///   - folder: where they go.
  ///   - meanwhile: work that needs none of the files.
  ///   - examine: reads the written file.
  /// - Returns: the files, and what was found.
  /// - Throws: what `examine` or `meanwhile` throws, or ``RegistryError``.
  static func write<Finding: Sendable>(
    _ examined: ReleaseFile, and others: [ReleaseFile], of table: ReleaseTable,
    to folder: ReleaseFolder, meanwhile: () throws -> Void,
    examine: @escaping @Sendable (InputFile) throws -> Finding
  ) throws -> Written<Finding> {
    let work = FileWork(
      [examined] + others,
      try [folder.file(examined.name)]
        + others.map { try folder.file($0.name, isReadAgain: false) },
      path: folder.path(of: examined.name), examine)
    // The file with the longest rows takes longest: nothing waits for it that could have been done.
    let order = others.indices.sorted {
      (others[$1].rowLength, $0) < (others[$0].rowLength, $1)
    }.map { $0 + 1 }
    let turns = Array(order.prefix(1)) + [0] + Array(order.dropFirst())
    let writing = DispatchGroup()
    DispatchQueue.global(qos: .userInitiated).async(group: writing) {
      DispatchQueue.concurrentPerform(iterations: turns.count) { turn in
        turns[turn] == 0 ? work.examine(table) : work.write(turns[turn], of: table)
      }
    }
    let other = Result { try meanwhile() }
    writing.wait()
    let written = try work.results()
    try other.get()
    return written
  }
}

/// The files that are being written and what became of each; the first is examined.
private final class FileWork<Finding: Sendable>: @unchecked Sendable {  // an output an iteration
  // What is done is touched under `lock` alone.
  private let files: [ReleaseFile]
  private let outputs: [OutputFile]
  private let path: String
  private let examination: @Sendable (InputFile) throws -> Finding
  private let lock = DispatchSemaphore(value: 1)
  private var written: [Result<ReleaseSummary.File, any Error>?]
  private var finding: Result<Finding, any Error>?

  init(
    _ files: [ReleaseFile], _ outputs: [OutputFile], path: String,
    _ examination: @escaping @Sendable (InputFile) throws -> Finding
  ) {
    self.files = files
    self.outputs = outputs
    self.path = path
    self.examination = examination
    written = Array(repeating: nil, count: files.count)
  }

  func write(_ place: Int, of table: ReleaseTable) {
    let output = outputs[place]
    let result = Result { try ReleaseFiles.write(files[place], of: table, to: output) }
    lock.wait()
    written[place] = result
    lock.signal()
  }

  func examine(_ table: ReleaseTable) {
    write(0, of: table)
    let result = Result { try examination(try InputFile.path(path)) }
    lock.wait()
    finding = result
    lock.signal()
  }

  func results() throws -> ReleaseFiles.Written<Finding> {
    let files = try written.compactMap { try $0?.get() }
    guard let finding, let examined = files.first, files.count == self.files.count else {
      throw RegistryError(.internalError, "not every file was written and examined")
    }
    return ReleaseFiles.Written(
      examined: examined, others: Array(files.dropFirst()), finding: try finding.get())
  }
}
