import Config
import Domain
import Testing

@Suite struct `Reference data` {
  @Test func `valid and invalid pairs of site and histology`() throws {
    let breast = try #require(Topography("C50.4"))
    let ductal = try #require(Morphology("8500/3"))
    let melanoma = try #require(Morphology("8720/3"))
    #expect(SiteHistology.isListed(breast, ductal))
    #expect(SiteHistology.isListed(try #require(Topography("C44.5")), melanoma))
    #expect(!SiteHistology.isListed(try #require(Topography("C44.5")), ductal))
    // C50.7 is a code that ICD-O-3 leaves unused.
    #expect(!SiteHistology.isListed(try #require(Topography("C50.7")), ductal))
    #expect(SiteHistology.count == 49_831)
  }

  /// Disabled unless `REGISTRY_SHARED` names the folder of the reference data.
  @Test(.enabled(if: SharedData.isThere))
  func `every pair of the source is listed`() throws {
    let rows = try SharedData.rows("icdo3/seer_valid_icdo3_site_histology_combinations.csv")
    #expect(rows.count == 49_831)
    var missing = 0
    for row in rows {
      guard let site = Topography(row[0]), let morphology = Morphology(row[1]),
        SiteHistology.isListed(site, morphology)
      else {
        missing += 1
        continue
      }
    }
    #expect(missing == 0)
  }

  @Test func `items know their place`() throws {
    let site = try #require(NAACCRItems.item("primarySite"))
    #expect(site.number == 400)
    #expect(site.parent == .tumor)
    #expect(site.recordTypes == [.abstract, .modified, .confidential, .incidence])
    let name = try #require(NAACCRItems.item("nameLast"))
    #expect(name.parent == .patient)
    #expect(!name.recordTypes.contains(.incidence))
    #expect(NAACCRItems.item("recordType")?.parent == .naaccrData)
    #expect(NAACCRItems.item("dateOfBirth")?.dataType == .date)
    #expect(NAACCRItems.item("primarysite") == nil)
    #expect(NAACCRItem.RecordTypes(letter: "C") == .confidential)
    #expect(NAACCRItem.RecordTypes(letter: "X") == nil)
  }

  /// Disabled unless `REGISTRY_SHARED` names the folder of the reference data.
  @Test(.enabled(if: SharedData.isThere), arguments: NAACCRVersion.allCases)
  func `every item of the source is known, and no other`(version: NAACCRVersion) throws {
    let rows = try SharedData.rows("naaccr/naaccr-xml-items-\(version.rawValue).csv")
    #expect(rows.count == NAACCRItems.all(version: version).count)
    for row in rows {
      let item = try #require(NAACCRItems.item(row[0], version: version))
      #expect(String(item.number) == row[1])
      #expect(item.parent.rawValue == row[6], "\(row[0])")
      #expect(item.dataType.rawValue == row[7], "\(row[0])")
      let types = row[5].split(separator: ",").compactMap { NAACCRItem.RecordTypes(letter: $0) }
      #expect(item.recordTypes == NAACCRItem.RecordTypes(types), "\(row[0])")
    }
  }
}
