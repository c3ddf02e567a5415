/// The data items of NAACCR XML, in words separated by spaces: the XML id, then its number with
/// letters after it.
///
/// The first letter is the data type: `t` text, `d` digits, `D` date, `T` date and time, `n` numeric,
/// `m` mixed, `a` alphabetic. `P` says that the item belongs to the patient, `N` to the file; without
/// either it belongs to the tumour. `/2` says that record types A and M hold it, `/3` that A, M and C
/// do; without either all four do. `@250` or `@260` says that only that version has it.
///
/// Source: dictionaries of NAACCR XML versions 25 and 26, as distributed with naaccr-xml, copyright
/// (c) 2015 Information Management Services, Inc., BSD 3-clause licence.
enum NAACCRItemTable {
  static let text = """
    abstractedBy 570t accessionNumberHosp 550d addrAtDxCity 70t addrAtDxCountry 102a
    addrAtDxNoStreet 2330t/3 addrAtDxPostalCode 100t addrAtDxState 80a addrAtDxSupplementl 2335t/3
    addrCurrentCity 1810tP addrCurrentCountry 1832aP addrCurrentNoStreet 2350tP/3
    addrCurrentPostalCode 1830tP addrCurrentState 1820aP addrCurrentSupplementl 2355tP/3
    adenoidCysticBasaloidPattern 3803t adenopathy 3804d afpPostOrchiectomyLabValue 3805t
    afpPostOrchiectomyRange 3806d afpPreOrchiectomyLabValue 3807t afpPreOrchiectomyRange 3808d
    afpPretreatmentInterpretation 3809d afpPretreatmentLabValue 3810t ageAtDiagnosis 230d
    ajccApiVersionCurrent 2156t ajccApiVersionOriginal 2157t ajccCancerSurvApiVersionCurrent 2158t
    ajccCancerSurvApiVersionOriginal 2159t ajccId 995t ajccTnmClinM 1003t ajccTnmClinN 1002t
    ajccTnmClinNSuffix 1034t ajccTnmClinStageGroup 1004t ajccTnmClinT 1001t ajccTnmClinTSuffix 1031t
    ajccTnmPathM 1013t ajccTnmPathN 1012t ajccTnmPathNSuffix 1035t ajccTnmPathStageGroup 1014t
    ajccTnmPathT 1011t ajccTnmPathTSuffix 1032t ajccTnmPostTherapyClinM 1066t
    ajccTnmPostTherapyClinN 1064t ajccTnmPostTherapyClinNSuffix 1065t ajccTnmPostTherapyClinStageGrp
    1067t ajccTnmPostTherapyClinT 1062t ajccTnmPostTherapyClinTSuffix 1063t ajccTnmPostTherapyM
    1023t ajccTnmPostTherapyN 1022t ajccTnmPostTherapyNSuffix 1036t ajccTnmPostTherapyStageGroup
    1024t ajccTnmPostTherapyT 1021t ajccTnmPostTherapyTSuffix 1033t alkRearrangement 3938t
    ambiguousTerminologyDx 442d anemia 3811d archiveFin 3100d autopsy 1930dP bSymptoms 3812d
    behaviorCodeIcdO3 523d behaviorIcdO1 1972d behaviorIcdO2 430d bilirubinPretxTotalLabValue 3813t
    bilirubinPretxUnitOfMeasure 3814d birthplaceCountry 254aP birthplaceState 252aP boneInvasion
    3815d brafMutationalAnalysis 3940t brainMolecularMarkers 3816d brainPrimaryTumorLocation 3964n
    breslowTumorThickness 3817t ca125PretreatmentInterpretation 3818d ca199PretxLabValue 3942t
    cancerStatus 1770d casefindingSource 501d causeOfDeath 1910tP ceaPretreatmentInterpretation
    3819d ceaPretreatmentLabValue 3820t censusBlockGroup2000 362d censusBlockGroup2010 363d
    censusBlockGroup2020 361d censusBlockGrp197090 368d censusCodSys19708090 120d censusIndCode2010
    272d censusOccCode2010 282d censusTrCert19708090 364d censusTrCertainty2000 365d
    censusTrCertainty2010 367d censusTrPovertyIndictr 145d censusTract19708090 110d censusTract2000
    130d censusTract2010 135d censusTract2020 125d censusTractCertainty2020 369d
    chromosome16qLossHeterozygosity 1189n chromosome19qLossHeterozygosity 3802d
    chromosome1pLossHeterozygosity 3801d chromosome1qStatus 1190n chromosome3Status 3821d
    chromosome8qStatus 3822t circumferentialResectionMargin 3823t classOfCase 610d
    clinicalMarginWidth 3961t cocAccreditedFlag 2152d cocCodingSysCurrent 2140d cocCodingSysOriginal
    2150d codingSystemForEod 870d comorbidComplication1 3110m@250 comorbidComplication10 3164m@250
    comorbidComplication2 3120m@250 comorbidComplication3 3130m@250 comorbidComplication4 3140m@250
    comorbidComplication5 3150m@250 comorbidComplication6 3160m@250 comorbidComplication7 3161m@250
    comorbidComplication8 3162m@250 comorbidComplication9 3163m@250 computedEthnicity 200dP
    computedEthnicitySource 210dP countyAtDx 90d countyAtDxAnalysis 89d countyAtDxGeocode1990 94d
    countyAtDxGeocode2000 95d countyAtDxGeocode2010 96d countyAtDxGeocode2020 97d countyCurrent
    1840dP creatininePretreatmentLabValue 3824t creatininePretxUnitOfMeasure 3825d csExtension 2810d
    csLymphNodes 2830d csLymphNodesEval 2840d csMetsAtDx 2850d csMetsAtDxBone 2851d csMetsAtDxBrain
    2852d csMetsAtDxLiver 2853d csMetsAtDxLung 2854d csMetsEval 2860d csSiteSpecificFactor1 2880d
    csSiteSpecificFactor10 2864d csSiteSpecificFactor11 2865d csSiteSpecificFactor12 2866d
    csSiteSpecificFactor13 2867d csSiteSpecificFactor14 2868d csSiteSpecificFactor15 2869d
    csSiteSpecificFactor16 2870d csSiteSpecificFactor17 2871d csSiteSpecificFactor18 2872d
    csSiteSpecificFactor19 2873d csSiteSpecificFactor2 2890d csSiteSpecificFactor20 2874d
    csSiteSpecificFactor21 2875d csSiteSpecificFactor22 2876d csSiteSpecificFactor23 2877d
    csSiteSpecificFactor24 2878d csSiteSpecificFactor25 2879d csSiteSpecificFactor3 2900d
    csSiteSpecificFactor4 2910d csSiteSpecificFactor5 2920d csSiteSpecificFactor6 2930d
    csSiteSpecificFactor7 2861d csSiteSpecificFactor8 2862d csSiteSpecificFactor9 2863d csTumorSize
    2800d csTumorSizeExtEval 2820d csVersionDerived 2936t csVersionInputCurrent 2937d
    csVersionInputOriginal 2935d date1stCrsRxCoc 1270D dateCaseCompleted 2090D dateCaseCompletedCoc
    2092D dateCaseInitiated 2085D dateCaseLastChanged 2100D dateCaseReportExported 2110D
    dateCaseReportLoaded 2112D dateCaseReportReceived 2111D dateConclusiveDx 443D dateInitialRxSeer
    1260D dateOf1stContact 580D dateOfBirth 240DP dateOfDeathCanada 1755DP dateOfDiagnosis 390D
    dateOfInptAdm 590D dateOfInptDisch 600D dateOfLastCancerStatus 1772D dateOfLastContact 1750DP
    dateOfMultTumors 445D dateRegionalLNDissection 682D dateSentinelLymphNodeBiopsy 832D
    dateTumorRecordAvailbl 2113D dcStateFileNumber 2380tP/3 derivedAjcc6M 2980d
    derivedAjcc6MDescript 2990t derivedAjcc6N 2960d derivedAjcc6NDescript 2970t derivedAjcc6StageGrp
    3000d derivedAjcc6T 2940d derivedAjcc6TDescript 2950t derivedAjcc7M 3420d derivedAjcc7MDescript
    3422t derivedAjcc7N 3410d derivedAjcc7NDescript 3412t derivedAjcc7StageGrp 3430d derivedAjcc7T
    3400d derivedAjcc7TDescript 3402t derivedAjccFlag 3030d derivedEod2018M 795t derivedEod2018N
    815t derivedEod2018StageGroup 818t derivedEod2018T 785t derivedPediatricM 1144t
    derivedPediatricN 1143t derivedPediatricStageGroup 1145t derivedPediatricT 1142t derivedRaiStage
    3955t derivedSeerClinStgGrp 3610t derivedSeerCmbMSrc 3626d derivedSeerCmbNSrc 3624d
    derivedSeerCmbStgGrp 3614t derivedSeerCmbTSrc 3622d derivedSeerCombinedM 3620t
    derivedSeerCombinedN 3618t derivedSeerCombinedT 3616t derivedSeerPathStgGrp 3605t derivedSs1977
    3010d derivedSs1977Flag 3040d derivedSs2000 3020d derivedSs2000Flag 3050d
    derivedSummaryGrade2018 1975m derivedSummaryStage2018 762d diagnosticConfirmation 490d
    edpMdeLink 531t edpMdeLinkDate 530D egfrMutationalAnalysis 3939t ehrReporting 2508t/3
    eodExtension 790d eodExtensionProstPath 800d eodLymphNodeInvolv 810t eodMets 776t eodOld13Digit
    840t eodOld2Digit 850t eodOld4Digit 860t eodPrimaryTumor 772t eodRegionalNodes 774t eodTumorSize
    780d esophagusAndEgjTumorEpicenter 3829d estrogenReceptorPercntPosOrRange 3826t
    estrogenReceptorSummary 3827d estrogenReceptorTotalAllredScore 3828t ewsr1Fli1Fusion 1191n
    extranodalExtensionClin 3830d extranodalExtensionHeadNeckClin 3831d
    extranodalExtensionHeadNeckPath 3832t extranodalExtensionPath 3833d extravascularMatrixPatterns
    3834d fibrosisScore 3835d figoStage 3836t followUpContactCity 1842t followUpContactName 2394t/3
    followUpContactNost 2392t/3 followUpContactPostal 1846t followUpContactState 1844a
    followUpContactSuppl 2393t/3 followUpSource 1790d followUpSourceCentral 1791dP followingRegistry
    2440d/3 followupContactCountry 1847a foxo1GeneRearrangements 1193n geocodingAccuracyScore
    331n@260 geocodingAccuracyType 332t@260 geocodingQualityCode 86a geocodingQualityCodeDetail 87m
    gestationalTrophoblasticPxIndex 3837t gisCoordinateQuality 366d gleasonPatternsClinical 3838t
    gleasonPatternsPathological 3839t gleasonScoreClinical 3840t gleasonScorePathological 3841t
    gleasonTertiaryPattern 3842t grade 440d gradeClinical 3843t gradeIcdO1 1973d gradePathSystem
    449d gradePathValue 441d gradePathological 3844t gradePostTherapy 3845t gradePostTherapyClin
    1068t hcgPostOrchiectomyLabValue 3846t hcgPostOrchiectomyRange 3847d hcgPreOrchiectomyLabValue
    3848t hcgPreOrchiectomyRange 3849d her2IhcSummary 3850d her2IshDualProbeCopyNumber 3851t
    her2IshDualProbeRatio 3852t her2IshSingleProbeCopyNumber 3853t her2IshSummary 3854d
    her2OverallSummary 3855d heritableTrait 3856d highRiskCytogenetics 3857t
    highRiskHistologicFeatures 3858d histologicSubtype 3960d histologicTypeIcdO3 522d histologyIcdO1
    1971d histologyIcdO2 420d hivStatus 3859d iNRProthrombinTime 3860t icdO3ConversionFlag 2116d
    icdRevisionComorbid 3165d icdRevisionNumber 1920dP ihsLink 192dP ihsPurchRefCareDeliveryArea
    194t industrySource 300d inpc 1187d inrgss 1185n institutionReferredFrom 2410t/3
    institutionReferredTo 2420t/3 invasionBeyondCapsule 3864d ipsilateralAdrenalGlandInvolve 3861d
    irssStageForEye2 1188n jak2 3862d ki67 3863t kitGeneImmunohistochemistry 3865d kras 3866d
    laterality 410d latitude 2352t/3 ldhPostOrchiectomyRange 3867d ldhPreOrchiectomyRange 3868d
    ldhPretreatmentLabValue 3932t ldhPretreatmentLevel 3869d ldhUpperLimitsOfNormal 3870t
    lnAssessMethodFemoralInguinal 3871d lnAssessMethodParaaortic 3872d lnAssessMethodPelvic 3873d
    lnDistantAssessMethod 3874d lnDistantMediastinalScalene 3875d lnHeadAndNeckLevels1To3 3876d
    lnHeadAndNeckLevels4To5 3877d lnHeadAndNeckLevels6To7 3878d lnHeadAndNeckOther 3879d
    lnIsolatedTumorCells 3880d lnLaterality 3881d lnPositiveAxillaryLevel1To2 3882t lnSize 3883t
    lnStatusFemoralInguinal 3959t lnStatusParaAortic 3958t lnStatusPelvic 3957t longitude 2354t/3
    lymphVascularInvasion 1182d lymphocytosis 3885d macroscopicEvalOfTheMesorectum 3950t
    majorVeinInvolvement 3886d maritalStatusAtDx 150d measuredBasalDiameter 3887t measuredThickness
    3888t medicalRecordNumber 2300t/3 medicareBeneficiaryIdentifier 2315tP/3 methylationOfO6MGMT
    3889d metsAtDxBone 1112d metsAtDxBrain 1113d metsAtDxDistantLn 1114d metsAtDxLiver 1115d
    metsAtDxLung 1116d metsAtDxOther 1117d microsatelliteInstability 3890d microvascularDensity
    3891t mitoticCountUvealMelanoma 3892t mitoticRateMelanoma 3893t morphCodingSysCurrent 470m
    morphCodingSysOriginl 480m multTumRptAsOnePrim 444d multigeneSignatureMethod 3894d
    multigeneSignatureResults 3895t multiplicityCounter 446d nMycAmplification 1186n
    naaccrRecordVersion 50dN nameAlias 2280tP/3 nameBirthSurname 2232tP/3 nameFirst 2240tP/3
    nameLast 2230tP/3 nameMiddle 2250tP/3 namePrefix 2260tP/3 nameSpouseParent 2290t/3 nameSuffix
    2270tP/3 nccnInternationalPrognosticIndex 3896t ncdbCovid19TxImpact 3946d ncdbSarsCov2Pos 3944dP
    ncdbSarsCov2PosDate 3945DP ncdbSarsCov2Test 3943dP neoadjuvTherapyClinicalResponse 1633t
    neoadjuvTherapyTreatmentEffect 1634t neoadjuvantTherapy 1632t nextFollowUpSource 1800d
    nhiaDerivedHispOrigin 191dP noPatientContactFlag 1854dP npcrDerivedAjcc8TnmClinStgGrp 3645t@250
    npcrDerivedAjcc8TnmPathStgGrp 3646t@250 npcrDerivedAjcc8TnmPostStgGrp 3647t@250 npiArchiveFin
    3105d npiFollowingRegistry 2445d/3 npiInstReferredFrom 2415d/3 npiInstReferredTo 2425d/3
    npiPhysician3 2495d/3 npiPhysician4 2505d/3 npiPhysicianFollowUp 2475d/3 npiPhysicianManaging
    2465d/3 npiPhysicianPrimarySurg 2485d/3 npiRegistryId 45dN npiReportingFacility 545d
    nrasMutationalAnalysis 3941t numberOfCoresExamined 3897t numberOfCoresPositive 3898t
    numberOfExaminedParaAorticNodes 3899t numberOfExaminedPelvicNodes 3900t
    numberOfPositiveParaAorticNodes 3901t numberOfPositivePelvicNodes 3902t
    numberPhasesOfRadTxToVolume 1532d occupationSource 290d oncotypeDxRecurrenceScoreDcis 3903t
    oncotypeDxRecurrenceScoreInvasiv 3904t oncotypeDxRiskLevelDcis 3905d oncotypeDxRiskLevelInvasive
    3906d organomegaly 3907d overRideAcsnClassSeq 1985d overRideAgeSiteMorph 1990d
    overRideCocSiteType 1987d overRideCs1 3750d overRideCs10 3759d overRideCs11 3760d overRideCs12
    3761d overRideCs13 3762d overRideCs14 3763d overRideCs15 3764d overRideCs16 3765d overRideCs17
    3766d overRideCs18 3767d overRideCs19 3768d overRideCs2 3751d overRideCs20 3769d overRideCs3
    3752d overRideCs4 3753d overRideCs5 3754d overRideCs6 3755d overRideCs7 3756d overRideCs8 3757d
    overRideCs9 3758d overRideHistology 2040d overRideHospseqDxconf 1986d overRideHospseqSite 1988d
    overRideIllDefineSite 2060d overRideLeukLymphoma 2070d overRideNameSex 2078dP
    overRideReportSource 2050d overRideSeqnoDxconf 2000d overRideSiteBehavior 2071d
    overRideSiteEodDxDt 2072d overRideSiteLatEod 2073d overRideSiteLatMorph 2074d
    overRideSiteLatSeqno 2010d overRideSiteTnmStggrp 1989d overRideSiteType 2030d overRideSsNodespos
    1981d overRideSsTnmM 1983d overRideSsTnmN 1982d overRideSurgDxconf 2020d overRideTnm3 1994d
    overRideTnmStage 1992d overRideTnmTis 1993d p16 3956t pathDateSpecCollect1 7320T/2
    pathDateSpecCollect2 7321T/2 pathDateSpecCollect3 7322T/2 pathDateSpecCollect4 7323T/2
    pathDateSpecCollect5 7324T/2 pathOrderPhysLicNo1 7100t/2 pathOrderPhysLicNo2 7101t/2
    pathOrderPhysLicNo3 7102t/2 pathOrderPhysLicNo4 7103t/2 pathOrderPhysLicNo5 7104t/2
    pathOrderingFacNo1 7190t/2 pathOrderingFacNo2 7191t/2 pathOrderingFacNo3 7192t/2
    pathOrderingFacNo4 7193t/2 pathOrderingFacNo5 7194t/2 pathReportNumber1 7090t/2
    pathReportNumber2 7091t/2 pathReportNumber3 7092t/2 pathReportNumber4 7093t/2 pathReportNumber5
    7094t/2 pathReportType1 7480d/2 pathReportType2 7481d/2 pathReportType3 7482d/2 pathReportType4
    7483d/2 pathReportType5 7484d/2 pathReportingFacId1 7010t/2 pathReportingFacId2 7011t/2
    pathReportingFacId3 7012t/2 pathReportingFacId4 7013t/2 pathReportingFacId5 7014t/2
    patientIdNumber 20dP patientSystemIdHosp 21d pdl1 1174t pediatricId 1132t
    pediatricIdVersionCurrent 1133n pediatricIdVersionOriginal 1134n pediatricMets 1138n
    pediatricPrimaryTumor 1136n pediatricRegionalNodes 1137n pediatricStage 1120t@250
    pediatricStagedBy 1140d@250 pediatricStagingSystem 1130d@250 percentNecrosisPostNeoadjuvant
    3908t perineuralInvasion 3909d peripheralBloodInvolvement 3910d peritonealCytology 3911d
    phase1DosePerFraction 1501d phase1NumberOfFractions 1503d phase1RadiationExternalBeamTech 1502d
    phase1RadiationPrimaryTxVolume 1504t phase1RadiationToDrainingLN 1505d
    phase1RadiationTreatmentModality 1506d phase1TotalDose 1507d phase2DosePerFraction 1511d
    phase2NumberOfFractions 1513d phase2RadiationExternalBeamTech 1512d
    phase2RadiationPrimaryTxVolume 1514d phase2RadiationToDrainingLN 1515d
    phase2RadiationTreatmentModality 1516d phase2TotalDose 1517d phase3DosePerFraction 1521d
    phase3NumberOfFractions 1523d phase3RadiationExternalBeamTech 1522d
    phase3RadiationPrimaryTxVolume 1524d phase3RadiationToDrainingLN 1525d
    phase3RadiationTreatmentModality 1526d phase3TotalDose 1527d physician3 2490t/3 physician4
    2500t/3 physicianFollowUp 2470t/3 physicianManaging 2460t/3 physicianPrimarySurg 2480t/3
    placeOfDeathCountry 1944aP placeOfDeathState 1942aP pleuralEffusion 3913d pretextClinicalStaging
    1192n primaryPayerAtDx 630d primarySclerosingCholangitis 3917d primarySite 400t
    profoundImmuneSuppression 3918d progesteroneRecepPrcntPosOrRange 3914t progesteroneRecepSummary
    3915d progesteroneRecepTotalAllredScor 3916t prostatePathologicalExtension 3919t psaLabValue
    3920t ptld 1172n race1 160dP race2 161dP race3 162dP race4 163dP race5 164dP raceNapiia 193dP
    radLocationOfRx 1550d radRegionalRxModality 1570d radiationTxDiscontinuedEarly 1531d
    readmSameHosp30Days 3190d reasonForNoRadiation 1430d reasonForNoSurgery 1340d recordNumberRecode
    1775d recordType 10tN recurrenceDate1st 1860D recurrenceType1st 1880d regionalNodesExamined 830d
    regionalNodesPositive 820d registryId 40dN registryType 30dN reportingFacility 540t
    reportingFacilityRestrictionFlag 1856d residualCancerBurdenClass 1179n@260
    residualCancerBurdenRCB 1178t@260 residualTumVolPostCytoreduction 3921d
    responseToNeoadjuvantTherapy 3922d ruca2000 339m ruca2010 341m ruca2020 342t@260
    ruralurbanContinuum1993 3300d ruralurbanContinuum2003 3310d ruralurbanContinuum2013 3312d
    rxCodingSystemCurrent 1460d rxDateBrm 1240D rxDateChemo 1220D rxDateDxStgProc 1280D
    rxDateHormone 1230D rxDateMostDefinSurg 3170D rxDateOther 1250D rxDateRadiation 1210D
    rxDateRadiationEnded 3220D rxDateSurgery 1200D rxDateSurgicalDisch 3180D rxDateSystemic 3230D
    rxHospBrm 720d rxHospChemo 700d rxHospDxStgProc 740d rxHospHormone 710d rxHospOther 730d
    rxHospPalliativeProc 3280d rxHospRadiation 690d rxHospReconBreast 751m rxHospRegLnRemoved 676d
    rxHospScopeReg9802 747d rxHospScopeRegLnSur 672d rxHospSurgApp2010 668d rxHospSurgOth9802 748d
    rxHospSurgOthRegDis 674d rxHospSurgPrimSite 670d rxHospSurgPrimSite2023 671m rxHospSurgSite9802
    746d rxSummBrm 1410d rxSummChemo 1390d rxSummDxStgProc 1350d rxSummHormone 1400d rxSummOther
    1420d rxSummPalliativeProc 3270d rxSummRadToCns 1370d rxSummRadiation 1360d rxSummReconBreast
    1335m rxSummReconstruct1st 1330d rxSummRegLnExamined 1296d rxSummScopeReg9802 1647d
    rxSummScopeRegLnSur 1292d rxSummSurgOth9802 1648d rxSummSurgOthRegDis 1294d rxSummSurgPrimSite
    1290d rxSummSurgPrimSite2023 1291m rxSummSurgRadSeq 1380d rxSummSurgSite9802 1646d
    rxSummSurgeryType 1640d rxSummSurgicalApproch 1310d rxSummSurgicalMargins 1320d
    rxSummSystemicSurSeq 1639d rxSummTransplntEndocr 3250d rxSummTreatmentStatus 1285d rxTextBrm
    2660t/2 rxTextChemo 2640t/2 rxTextHormone 2650t/2 rxTextOther 2670t/2 rxTextRadiation 2620t/2
    rxTextRadiationOther 2630t/2 rxTextSurgery 2610t/2 sCategoryClinical 3923d sCategoryPathological
    3924d sarcomatoidFeatures 3925t schemaDiscriminator1 3926t schemaDiscriminator2 3927t
    schemaDiscriminator3 3928t schemaId 3800t schemaIdVersionCurrent 2117n schemaIdVersionOriginal
    2118n secondaryDiagnosis1 3780t secondaryDiagnosis10 3798t secondaryDiagnosis2 3782t
    secondaryDiagnosis3 3784t secondaryDiagnosis4 3786t secondaryDiagnosis5 3788t
    secondaryDiagnosis6 3790t secondaryDiagnosis7 3792t secondaryDiagnosis8 3794t
    secondaryDiagnosis9 3796t seerCauseSpecificCod 1914d seerOtherCod 1915d seerSiteSpecificFact1
    3700n seerSiteSpecificFact2 3702d seerSiteSpecificFact3 3704d seerSiteSpecificFact4 3706d
    seerSiteSpecificFact5 3708d seerSiteSpecificFact6 3710d seerSummaryStage1977 760d
    seerSummaryStage2000 759d sentinelLymphNodesExamined 834d sentinelLymphNodesPositive 835d
    separateTumorNodules 3929d sequenceNumberCentral 380d sequenceNumberHospital 560d
    serumAlbuminPretreatmentLevel 3930d serumBeta2MicroglobulinPretxLvl 3931d sex 220dP@250
    sexAssignedAtBirth 225dP@260 siteCodingSysCurrent 450d siteCodingSysOriginal 460d siteIcdO1
    1960d socialSecurityNumber 2320dP/3 spanishHispanicOrigin 190dP spreadThroughAirSpacesStas
    1176n@260 stateAtDxGeocode19708090 81t stateAtDxGeocode2000 82t stateAtDxGeocode2010 83t
    stateAtDxGeocode2020 84t subsqRx2ndCourseBrm 1675d subsqRx2ndCourseChemo 1673d
    subsqRx2ndCourseDate 1660D subsqRx2ndCourseHorm 1674d subsqRx2ndCourseOth 1676d
    subsqRx2ndCourseRad 1672d subsqRx2ndCourseSurg 1671d subsqRx2ndRegLnRem 1679d
    subsqRx2ndScopeLnSu 1677d subsqRx2ndSurgOth 1678d subsqRx3rdCourseBrm 1695d
    subsqRx3rdCourseChemo 1693d subsqRx3rdCourseDate 1680D subsqRx3rdCourseHorm 1694d
    subsqRx3rdCourseOth 1696d subsqRx3rdCourseRad 1692d subsqRx3rdCourseSurg 1691d
    subsqRx3rdRegLnRem 1699d subsqRx3rdScopeLnSu 1697d subsqRx3rdSurgOth 1698d subsqRx4thCourseBrm
    1715d subsqRx4thCourseChemo 1713d subsqRx4thCourseDate 1700D subsqRx4thCourseHorm 1714d
    subsqRx4thCourseOth 1716d subsqRx4thCourseRad 1712d subsqRx4thCourseSurg 1711d
    subsqRx4thRegLnRem 1719d subsqRx4thScopeLnSu 1717d subsqRx4thSurgOth 1718d summaryStage2018 764d
    survDateActiveFollowup 1782D survDateDxRecode 1788D survDatePresumedAlive 1785D
    survFlagActiveFollowup 1783d survFlagPresumedAlive 1786d survMosActiveFollowup 1784d
    survMosPresumedAlive 1787d telephone 2360dP/3 textDxProcLabTests 2550t/2 textDxProcOp 2560t/2
    textDxProcPath 2570t/2 textDxProcPe 2520t/2 textDxProcScopes 2540t/2 textDxProcXRayScan 2530t/2
    textHistologyTitle 2590t/2 textPlaceOfDiagnosis 2690t/2 textPrimarySiteTitle 2580t/2 textRemarks
    2680t/2 textStaging 2600t/2 textUsualIndustry 320t textUsualOccupation 310t thrombocytopenia
    3933d tnmClinDescriptor 980d tnmClinM 960t tnmClinN 950t tnmClinStageGroup 970t tnmClinStagedBy
    990d tnmClinT 940t tnmEditionNumber 1060t tnmPathDescriptor 920d tnmPathM 900t tnmPathN 890t
    tnmPathStageGroup 910t tnmPathStagedBy 930d tnmPathT 880t tobaccoUseSmokingStatus 344t torontoM
    1148t torontoN 1147t torontoStageGroup 1149t torontoT 1146t torontoVersionNumber 1135n totalDose
    1533d tumorDeposits 3934t tumorGrowthPattern 3935d tumorMarker1 1150d tumorMarker2 1160d
    tumorMarker3 1170d tumorRecordNumber 60d tumorSizeClinical 752d tumorSizePathologic 754d
    tumorSizeSummary 756d typeOfReportingSource 500d uihoFacility 285t ulceration 3936d
    unusualFollowUpMethod 1850d urbanIndianHealthOrganization 284t uric2000 345m uric2010 346m
    uric2020 347t@260 vendorName 2170t visceralParietalPleuralInvasion 3937d vitalStatus 1760dP
    vitalStatusRecode 1762dP whiteBloodCellCount 1184t
    """
}
