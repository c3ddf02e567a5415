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

  /// Writes the files, on both cores where there are two.
  static func write(
    _ files: [ReleaseFile], of table: ReleaseTable, to folder: ReleaseFolder
  ) throws -> [ReleaseSummary.File] {
    let work = FileWork(files, try files.map { try folder.file($0.name) })
    DispatchQueue.concurrentPerform(iterations: files.count) { work.write($0, of: table) }
    return try work.results()
  }
}

/// The files that are being written and what became of each.
private final class FileWork: @unchecked Sendable {
  // An output belongs to the iteration of its number; what is written is touched under `lock` alone.
  private let files: [ReleaseFile]
  private let outputs: [OutputFile]
  private let lock = DispatchSemaphore(value: 1)
  private var written: [Result<ReleaseSummary.File, any Error>?]

  init(_ files: [ReleaseFile], _ outputs: [OutputFile]) {
    self.files = files
    self.outputs = outputs
    written = Array(repeating: nil, count: files.count)
  }

  func write(_ place: Int, of table: ReleaseTable) {
    let output = outputs[place]
    let result = Result { try ReleaseFiles.written(files[place], of: table, to: output) }
    lock.wait()
    written[place] = result
    lock.signal()
  }

  func results() throws -> [ReleaseSummary.File] { try written.compactMap { try $0?.get() } }
}
