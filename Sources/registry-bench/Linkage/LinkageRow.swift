/// What a run of the linkage benchmark was asked for.
struct LinkageRun {
  let folder: String
  private(set) var set: String?
  private(set) var withoutNational = false
  private(set) var isBare = false
  private(set) var withMillion = false
  private(set) var withMisses = false
  private(set) var learns = false

  /// Nil for arguments that are not understood.
  init?(_ arguments: [String]) {
    guard let folder = arguments.first, !folder.hasPrefix("-") else { return nil }
    self.folder = folder
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      switch argument {
      case "--set":
        guard let name = rest.popFirst() else { return nil }
        set = name
      case "--without-national": withoutNational = true
      case "--bare": isBare = true
      case "--million": withMillion = true
      case "--misses": withMisses = true
      case "--learn": learns = true
      default: return nil
      }
    }
    if withoutNational, set == nil { return nil }
  }
}

/// One row of the table, with the command that makes it again.
struct LinkageRow {
  let set: String
  let withoutNational: Bool
  let program: String
  let score: LinkageScore
  let seconds: Double

  static let header =
    "set".padded(31) + "program".padded(31)
    + "precision    recall        F1    CPU s  peak MB  to reproduce"

  func show() {
    print(
      (set + (withoutNational ? ", no national number" : "")).padded(31) + program.padded(31)
        + Measurement.number(score.precision, 5).right(9)
        + Measurement.number(score.recall, 5).right(10) + Measurement.number(score.f1, 5).right(10)
        + Measurement.number(seconds, 2).right(9) + "\(Measurement.peakMegabytes)".right(9)
        + "  registry-bench linkage FOLDER --set \(set)"
        + (withoutNational ? " --without-national" : ""))
  }
}
