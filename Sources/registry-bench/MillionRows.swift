internal import Domain
internal import Glibc

/// Tables of a million rows, drawn from smaller ones by a fixed seed.
enum MillionRows {
  private static let rows = 1_000_000

  /// Census records: each is a real one, one in four with another value in one column.
  static func census(from path: String, to out: String) throws {
    var sample = try Sample(path)
    var generator = SplitMix64(seed: 1)
    try sample.write(to: out) { sample in
      var row = sample.row(&generator)
      if generator.next() % 4 == 0 {
        let column = Int(generator.next() % UInt64(row.count))
        row[column] = sample.row(&generator)[column]
      }
      return row
    }
  }

  /// Donors, no two alike: person, residence, time and tumour each of another donor.
  static func donors(from path: String, to out: String) throws {
    var sample = try Sample(path)
    var generator = SplitMix64(seed: 2)
    var seen: Set<[UInt32]> = []
    seen.reserveCapacity(rows)
    try sample.write(to: out) { sample in
      while true {
        var row = sample.row(&generator)
        let (person, home) = (sample.row(&generator), sample.row(&generator))
        (row[0], row[1], row[2], row[3]) = (person[0], person[1], home[2], home[3])
        row[7] = sample.row(&generator)[7]
        if seen.insert(row).inserted { return row }
      }
    }
  }

  /// A small table, its values numbered.
  private struct Sample {
    private var header: Substring = ""
    private var values: [[UInt8]] = []
    private var codes: [[UInt32]] = []

    init(_ path: String) throws {
      guard let file = unsafe fopen(path, "r") else { throw BenchFailure.folder(path) }
      defer { _ = unsafe fclose(file) }
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 1 << 20)
      while case let count = unsafe fread(&piece, 1, piece.count, file), count > 0 {
        bytes += piece[..<count]
      }
      var numbers: [Substring: UInt32] = [:]
      let text = String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
      for (index, line) in text.split(separator: "\n").enumerated() {
        if index == 0 {
          header = line
          continue
        }
        codes.append(
          line.split(separator: ";", omittingEmptySubsequences: false).map { cell in
            if let known = numbers[cell] { return known }
            numbers[cell] = UInt32(values.count)
            values.append(Array(cell.utf8))
            return UInt32(values.count - 1)
          })
      }
    }

    func row(_ generator: inout SplitMix64) -> [UInt32] {
      codes[Int(generator.next() % UInt64(codes.count))]
    }

    mutating func write(to path: String, _ next: (Sample) -> [UInt32]) throws {
      guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(path) }
      defer { _ = unsafe fclose(file) }
      var bytes = Array(header.utf8) + [0x0A]
      for _ in 0..<MillionRows.rows {
        for (column, code) in next(self).enumerated() {
          if column > 0 { bytes.append(0x3B) }
          bytes += values[Int(code)]
        }
        bytes.append(0x0A)
        if bytes.count > 1 << 20 {
          _ = unsafe fwrite(bytes, 1, bytes.count, file)
          bytes.removeAll(keepingCapacity: true)
        }
      }
      _ = unsafe fwrite(bytes, 1, bytes.count, file)
    }
  }
}
