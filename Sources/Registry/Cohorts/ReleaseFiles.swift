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
  static func write(
    _ file: ReleaseFile, of table: ReleaseTable, to folder: ReleaseFolder
  ) throws -> ReleaseSummary.File {
    try written(file, of: table, to: try folder.file(file.name))
  }

  fileprivate static func written(
    _ file: ReleaseFile, of table: ReleaseTable, to output: OutputFile
  ) throws -> ReleaseSummary.File {
    try file.write(table) { try output.write($0) }
    return ReleaseSummary.File(
      name: file.name, sha256: try output.commit(), bytes: output.byteCount)
  }

  /// Writes files and does something beside it, on both cores where there are two.
  /// - Returns: the files, in their order, and what the other work gave.
  static func write<Beside: Sendable>(
    _ files: [ReleaseFile], of table: ReleaseTable, to folder: ReleaseFolder,
    beside: @escaping @Sendable () throws -> Beside
  ) throws -> ([ReleaseSummary.File], Beside) {
    let work = FileWork(files, try files.map { try folder.file($0.name) }, beside)
    // The file with the longest rows takes longest: nothing waits for it that could have been done.
    let order = files.indices.sorted { (files[$1].rowLength, $0) < (files[$0].rowLength, $1) }
    DispatchQueue.concurrentPerform(iterations: files.count + 1) { turn in
      switch turn {
      case 0: if let longest = order.first { work.write(longest, of: table) }
      case 1: work.doBeside()
      default: work.write(order[turn - 1], of: table)
      }
    }
    if files.isEmpty { work.doBeside() }
    return try work.results()
  }
}

/// The files that are being written and what became of each.
private final class FileWork<Beside: Sendable>: @unchecked Sendable {  // an output an iteration
  // What is done is touched under `lock` alone.
  private let files: [ReleaseFile]
  private let outputs: [OutputFile]
  private let beside: @Sendable () throws -> Beside
  private let lock = DispatchSemaphore(value: 1)
  private var written: [Result<ReleaseSummary.File, any Error>?]
  private var besideResult: Result<Beside, any Error>?

  init(
    _ files: [ReleaseFile], _ outputs: [OutputFile],
    _ beside: @escaping @Sendable () throws -> Beside
  ) {
    self.files = files
    self.outputs = outputs
    self.beside = beside
    written = Array(repeating: nil, count: files.count)
  }

  func write(_ place: Int, of table: ReleaseTable) {
    let output = outputs[place]
    let result = Result { try ReleaseFiles.written(files[place], of: table, to: output) }
    lock.wait()
    written[place] = result
    lock.signal()
  }

  func doBeside() {
    let result = Result { try beside() }
    lock.wait()
    besideResult = result
    lock.signal()
  }

  func results() throws -> ([ReleaseSummary.File], Beside) {
    guard let besideResult else {
      throw RegistryError(.internalError, "the written file was not examined")
    }
    return (try written.compactMap { try $0?.get() }, try besideResult.get())
  }
}
