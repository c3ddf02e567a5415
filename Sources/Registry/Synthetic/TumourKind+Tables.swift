internal import Domain

/// What is drawn how often.
///
/// New cases a year, in hundreds: Siegel et al., Cancer statistics, 2023, CA Cancer J Clin 73:17,
/// table 1. Median age and extent of disease at diagnosis: SEER Cancer Stat Facts, National Cancer
/// Institute, cases of 2013 to 2020. Weights of subsites and histologies are rounded from the SEER
/// Cancer Statistics Review 1975-2018 where no other source is named.
extension TumourKind {
  static let all = solid + [lymphoma, leukaemia]

  static let solid = [
    breast, prostate, lung, colorectum, melanoma, bladder, kidney, uterus, pancreas, thyroid,
    stomach, oesophagus, ovary, testis, brain, softTissue, bone,
  ]

  /// Histology: Li et al., Br J Cancer 2005;93:1046; stage groups: Howlader, as for the markers.
  static let breast = TumourKind(
    sites: [
      (36, "C50.4"), (16, "C50.2"), (12, "C50.8"), (9, "C50.5"), (8, "C50.1"), (19, "C50.9"),
    ],
    histologies: [(74, "8500/3"), (9, "8520/3"), (7, "8522/3"), (2, "8480/3"), (1, "8211/3")],
    inSitu: [(7, "8500/2", Staging("0", "Tis", "N0", "M0"))],
    cases: (2978, 28), age: (63, 13),
    stagings: [
      (46, Staging("IA", "T1", "N0", "M0")), (19, Staging("IIA", "T2", "N0", "M0")),
      (11, Staging("IIB", "T2", "N1", "M0")), (8, Staging("IIIA", "T3", "N1", "M0")),
      (6, Staging("IV", "T4", "N1", "M1")), (10, Staging()),
    ],
    panels: [.breast, .breastGenes], isPaired: true)

  static let prostate = TumourKind(
    sites: [(1, "C61.9")], histologies: [(1, "8140/3")], cases: (0, 2883), age: (67, 8),
    stagings: extents(69, 14, 8))

  static let lung = TumourKind(
    sites: [(52, "C34.1"), (5, "C34.2"), (30, "C34.3"), (13, "C34.9")],
    histologies: [(50, "8140/3"), (24, "8070/3"), (13, "8041/3"), (13, "8046/3")],
    cases: (1208, 1176), age: (71, 10), stagings: extents(26, 21, 53), panels: MarkerPanel.lung,
    isPaired: true)

  static let colorectum = TumourKind(
    sites: [
      (14, "C18.0"), (14, "C18.2"), (8, "C18.4"), (22, "C18.7"), (9, "C19.9"), (33, "C20.9"),
    ],
    histologies: [(90, "8140/3"), (9, "8480/3"), (1, "8490/3")], cases: (712, 818),
    age: (66, 13), stagings: extents(34, 37, 23), panels: MarkerPanel.colorectal)

  static let melanoma = TumourKind(
    sites: [(13, "C44.3"), (34, "C44.5"), (26, "C44.6"), (27, "C44.7")],
    histologies: [(40, "8720/3"), (44, "8743/3"), (11, "8721/3"), (5, "8742/3")],
    cases: (395, 581), age: (66, 15), stagings: extents(77, 10, 5),
    panels: MarkerPanel.melanoma)

  /// Ta, Tis and T1 are three in four: EAU Guidelines on Non-muscle-invasive Bladder Cancer.
  static let bladder = TumourKind(
    sites: [(40, "C67.2"), (10, "C67.4"), (10, "C67.0"), (40, "C67.9")],
    histologies: [(28, "8130/3"), (22, "8120/3")],
    inSitu: [
      (45, "8130/2", Staging("0a", "Ta", "N0", "M0")),
      (5, "8120/2", Staging("0is", "Tis", "N0", "M0")),
    ],
    cases: (199, 624), age: (73, 11), stagings: extents(80, 9, 6))

  static let kidney = TumourKind(
    sites: [(1, "C64.9")],
    histologies: [(75, "8310/3"), (13, "8260/3"), (5, "8317/3"), (7, "8312/3")],
    cases: (294, 524), age: (65, 13), stagings: extents(66, 17, 15), isPaired: true)

  static let uterus = TumourKind(
    sites: [(1, "C54.1")], histologies: [(84, "8380/3"), (9, "8441/3"), (7, "8980/3")],
    cases: (662, 0), age: (64, 11), stagings: extents(67, 21, 9), panels: [.uterus])

  static let pancreas = TumourKind(
    sites: [(55, "C25.0"), (12, "C25.1"), (12, "C25.2"), (21, "C25.9")],
    histologies: [(72, "8140/3"), (28, "8500/3")], cases: (309, 331), age: (70, 11),
    stagings: extents(15, 28, 51), panels: [.pancreas])

  static let thyroid = TumourKind(
    sites: [(1, "C73.9")], histologies: [(72, "8260/3"), (20, "8340/3"), (8, "8330/3")],
    cases: (312, 125), age: (51, 15), stagings: extents(63, 30, 4), panels: [.thyroid])

  static let stomach = TumourKind(
    sites: [(30, "C16.0"), (12, "C16.2"), (26, "C16.3"), (32, "C16.9")],
    histologies: [(58, "8140/3"), (20, "8144/3"), (22, "8490/3")], cases: (106, 159),
    age: (68, 13), stagings: extents(31, 25, 36), panels: [.gastric])

  static let oesophagus = TumourKind(
    sites: [(75, "C15.5"), (25, "C15.4")], histologies: [(64, "8140/3"), (36, "8070/3")],
    cases: (45, 170), age: (69, 10), stagings: extents(18, 34, 39), panels: [.gastric])

  static let ovary = TumourKind(
    sites: [(1, "C56.9")],
    histologies: [(62, "8461/3"), (14, "8441/3"), (12, "8380/3"), (12, "8310/3")],
    cases: (197, 0), age: (63, 13), stagings: extents(19, 19, 55), panels: MarkerPanel.ovary,
    isPaired: true)

  static let testis = TumourKind(
    sites: [(1, "C62.9")], histologies: [(58, "9061/3"), (22, "9085/3"), (20, "9070/3")],
    cases: (0, 92), age: (33, 10), stagings: extents(67, 18, 11), isPaired: true)

  /// Histology: CBTRUS Statistical Report, Neuro Oncol 2022;24 Suppl 5.
  static let brain = TumourKind(
    sites: [(30, "C71.1"), (25, "C71.2"), (15, "C71.3"), (30, "C71.9")],
    histologies: [(70, "9440/3"), (18, "9400/3"), (12, "9450/3")], cases: (105, 143),
    age: (60, 16), panels: [.glioma])

  static let softTissue = TumourKind(
    sites: [(45, "C49.2"), (20, "C49.1"), (20, "C49.4"), (15, "C49.6")],
    histologies: [(30, "8850/3"), (35, "8890/3"), (15, "9040/3"), (20, "8802/3")],
    cases: (60, 74), age: (60, 17), stagings: extents(58, 17, 16))

  static let bone = TumourKind(
    sites: [(55, "C40.2"), (20, "C40.0"), (25, "C41.4")],
    histologies: [(40, "9180/3"), (35, "9220/3"), (25, "9260/3")], cases: (18, 22),
    age: (46, 20), stagings: extents(40, 34, 19))

  /// Histology: The Non-Hodgkin's Lymphoma Classification Project, Blood 1997;89:3909.
  static let lymphoma = TumourKind(
    sites: [(35, "C77.0"), (25, "C77.2"), (15, "C77.4"), (25, "C77.8")],
    histologies: [(40, "9680/3"), (29, "9690/3"), (11, "9699/3"), (8, "9673/3"), (12, "9823/3")],
    cases: (422, 570), age: (68, 14), panels: [.bCell])

  static let leukaemia = TumourKind(
    sites: [(1, "C42.1")],
    histologies: [(42, "9863/3"), (40, "9861/3"), (18, "9940/3")], cases: (129, 169),
    age: (67, 16), isLiquid: true)

  /// Precursor cell leukaemia, Ewing sarcoma and other tumours of the young.
  static let ofTheYoung = [
    TumourKind(
      sites: [(1, "C42.1")], histologies: [(80, "9811/3"), (20, "9837/3")], cases: (29, 37),
      age: (14, 6), isLiquid: true),
    TumourKind(
      sites: [(55, "C40.2"), (20, "C40.0"), (25, "C41.4")],
      histologies: [(56, "9180/3"), (44, "9260/3")], cases: (18, 22), age: (16, 4),
      stagings: extents(52, 23, 22)),
    TumourKind(
      sites: [(1, "C71.6")],
      histologies: [(60, "9421/3"), (40, "9470/3")], cases: (12, 14), age: (11, 5)),
  ]
}
