internal import Interchange

extension MatchSummary {
  /// Writes the answers as CSV, one line a row: `line, status, donor, score`.
  /// - Parameter path: where the file is to stand; nothing may stand there yet.
  /// - Throws: ``RegistryError``; no file is left behind then.
  public func write(to path: String) throws {
    try Registry.mapping {
      let output = try OutputFile(path: path)
      try output.write(Array("line,status,donor,score\n".utf8))
      for row in rows {
        let score = row.score.map { "\(($0 * 1000).rounded() / 1000)" } ?? ""
        try output.write(
          Array("\(row.line),\(row.status.rawValue),\(row.donor ?? ""),\(score)\n".utf8))
      }
      try output.commit()
    }
  }
}
