import Interchange
import Testing

struct ReleaseFormatPropertyTests {
  @Test(arguments: ReleaseFormat.allCases)
  func `a format tells of every donor what the table tells, and nothing more`(
    format: ReleaseFormat
  ) throws {
    for seed in 0..<300 as Range<UInt64> {
      let table = ReleaseSample.table(seed: seed)
      var reader = ReleaseFormatReader(try ReleaseSample.files(format, table))
      switch format {
      case .cbioportal: reader.readStudy()
      case .fhir: try reader.readFHIR()
      case .phenopackets: try reader.readPhenopackets()
      }
      var expected = ReleaseSample.told(by: table)
      if format == .cbioportal {
        // A tab cannot stand in a tab-separated cell.
        expected = expected.mapValues { told in told.mapValues { $0.replacing("\t", with: " ") } }
      }
      #expect(reader.told == expected, "seed \(seed)")
    }
  }

  @Test(arguments: ReleaseFormat.allCases)
  func `files stand in the folder of their format`(format: ReleaseFormat) throws {
    let files = try ReleaseSample.files(format, ReleaseSample.table(seed: 3))
    #expect(!files.isEmpty)
    #expect(files.keys.allSatisfy { $0.hasPrefix(format.rawValue + "/") })
  }
}
